package org.satbuddy.tutor.question.math;

import java.util.List;
import org.satbuddy.tutor.taxonomy.Difficulty;

/** Evaluating statistical claims: observational studies and experiments. */
final class StatisticalClaims {

    private StatisticalClaims() {}

    private record Study(
            String group, String place, String treatment, String treating, String outcome, String outcomes) {

        String some() {
            return group + " " + place.replace("the ", "a ");
        }

        String all() {
            return "all " + group + " " + place;
        }
    }

    private static final List<Study> STUDIES = List.of(
            new Study(
                    "students",
                    "at the high school",
                    "study with background music",
                    "studying with background music",
                    "score higher on a memory test",
                    "scoring higher on a memory test"),
            new Study(
                    "employees",
                    "of the large company",
                    "take a walk at noon",
                    "taking a walk at noon",
                    "report less stress",
                    "reporting less stress"),
            new Study(
                    "adults",
                    "in the town",
                    "drink green tea every morning",
                    "drinking green tea every morning",
                    "fall asleep quickly",
                    "falling asleep quickly"),
            new Study(
                    "members",
                    "of the sports club",
                    "stretch before training",
                    "stretching before training",
                    "report fewer injuries",
                    "reporting fewer injuries"));

    /** Asks for the conclusion that the design of a study allows. */
    static Draft design(Difficulty difficulty, Dice dice) {
        Study study = dice.pick(STUDIES);
        int size = dice.between(6, 20) * 20;
        return switch (difficulty) {
            case EASY -> observational(study, size);
            case MEDIUM -> experiment(study, size);
            case HARD -> volunteers(study, size);
        };
    }

    private static String cause(Study study, String whom) {
        return "For " + whom + ", " + study.treating() + " is a cause of " + study.outcomes() + ".";
    }

    private static String association(Study study, String whom) {
        return "For " + whom + ", there is an association between " + study.treating() + " and " + study.outcomes()
                + ", but it may not be one of cause and effect.";
    }

    private static Draft observational(Study study, int size) {
        return DraftBuilder.asking("A researcher selected " + size + " " + study.some()
                        + " at random and asked them about their habits. Those who said that they " + study.treatment()
                        + " were more likely to " + study.outcome()
                        + ", and the difference was statistically significant. Which conclusion is best supported?")
                .key(association(study, study.all()))
                .wrong(cause(study, study.all()), "claims a cause, but nobody was assigned to a habit at random")
                .wrong(cause(study, "all people"), "claims a cause, and for people from whom no sample was drawn")
                .wrong(association(study, "all people"), "speaks of people from whom no sample was drawn")
                .because("The sample is random, so the result can be extended to " + study.all()
                        + ". The habits were only observed and not assigned at random, so there may be another reason"
                        + " for the difference: only an association is shown.")
                .build();
    }

    private static Draft experiment(Study study, int size) {
        return DraftBuilder.asking("A researcher selected " + size + " " + study.some()
                        + " at random. Half of them, chosen at random, were told to " + study.treatment()
                        + " for a month, and the others were told not to. Those in the first half were more likely to "
                        + study.outcome()
                        + ", and the difference was statistically significant. Which conclusion is best supported?")
                .key(cause(study, study.all()))
                .wrong(cause(study, "all people"), "extends the result to people from whom no sample was drawn")
                .wrong(
                        "For " + study.all() + ", " + study.outcomes() + " is a cause of " + study.treating() + ".",
                        "turns cause and effect around")
                .wrong(
                        "No conclusion about cause and effect can be drawn for " + study.all() + ".",
                        "overlooks that the treatment was assigned at random")
                .because("Random assignment makes the two halves alike except for the treatment, so a cause is shown."
                        + " Random selection allows the result to be extended to " + study.all() + ", and not beyond.")
                .build();
    }

    private static Draft volunteers(Study study, int size) {
        return DraftBuilder.asking("A researcher asked " + study.some() + " to volunteer for a study, and " + size
                        + " of them came forward. Half of these volunteers, chosen at random, were told to "
                        + study.treatment()
                        + " for a month, and the others were told not to. Those in the first half were more likely to "
                        + study.outcome()
                        + ", and the difference was statistically significant. Which conclusion is best supported?")
                .key("For the volunteers, " + study.treating() + " is a cause of " + study.outcomes()
                        + ", but this may not hold for " + study.all() + ".")
                .wrong(cause(study, study.all()), "extends the result to people from whom no random sample was drawn")
                .wrong(
                        "For the volunteers, no conclusion about cause and effect can be drawn.",
                        "overlooks that the treatment was assigned at random")
                .wrong(
                        association(study, study.all()),
                        "extends the result too far, and overlooks that the treatment was assigned at random")
                .because("Random assignment makes the two halves alike except for the treatment, so a cause is shown"
                        + " for those who took part. Volunteers are not a random sample, so the result cannot be"
                        + " extended to "
                        + study.all() + ".")
                .build();
    }
}
