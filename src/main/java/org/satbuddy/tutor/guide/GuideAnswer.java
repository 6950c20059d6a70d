package org.satbuddy.tutor.guide;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Answers a student from the guide alone, and says that it does. */
@ApplicationScoped
public class GuideAnswer {

    private static final String SOURCE = "*This comes from SAT Buddy's built-in study guide, not from an AI.*\n\n";

    private static final String APPROACH = "How to approach it";
    private static final int SEE_ALSO = 2;
    private static final int HINT_STEPS = 2;

    private static final Pattern GREETING =
            Pattern.compile("(hi|hello|hey|hola|good (morning|afternoon|evening)|thanks?( you)?|ok(ay)?)[\\s!.,:)]*");
    private static final Pattern STEP = Pattern.compile("(?m)^\\d+\\. .*$");

    @Inject
    StudyGuide guide;

    GuideAnswer() {}

    /** Outside a container. */
    public GuideAnswer(StudyGuide guide) {
        this.guide = guide;
    }

    /**
     * Markdown for a student's message.
     *
     * @param hintFirst whether only the first steps are told
     * @param withImages whether pictures came with it, which the guide cannot see
     */
    public String to(String message, boolean hintFirst, boolean withImages) {
        String images = withImages
                ? "I cannot look at pictures without an AI. Type the problem, and I will find what the guide says.\n\n"
                : "";
        if (GREETING.matcher(message.strip().toLowerCase(Locale.ROOT)).matches()) {
            return SOURCE + images + "Hello! " + whatItCovers();
        }
        List<GuideEntry> found = guide.search(message, 1 + SEE_ALSO);
        if (found.isEmpty()) {
            return SOURCE + images + "The guide has nothing on this. " + whatItCovers();
        }
        GuideEntry best = found.get(0);
        String answer = hintFirst ? hint(best) : whole(best);
        return SOURCE + images + "## " + best.title() + "\n\n" + answer + seeAlso(found.subList(1, found.size()));
    }

    private static String whole(GuideEntry entry) {
        return entry.parts().keySet().stream().map(entry::part).collect(Collectors.joining());
    }

    /** The first steps and a question to think about, no worked answer. */
    private static String hint(GuideEntry entry) {
        String steps = STEP.matcher(entry.parts().getOrDefault(APPROACH, ""))
                .results()
                .limit(HINT_STEPS)
                .map(step -> step.group() + "\n")
                .collect(Collectors.joining());
        return "Try this first:\n\n" + steps + "\n" + entry.hint() + "\n\n";
    }

    private static String seeAlso(List<GuideEntry> others) {
        return others.isEmpty()
                ? ""
                : "**See also:** " + others.stream().map(GuideEntry::title).collect(Collectors.joining(" · ")) + "\n";
    }

    private String whatItCovers() {
        var sections = guide.all().stream()
                .collect(Collectors.groupingBy(
                        GuideEntry::section,
                        LinkedHashMap::new,
                        Collectors.mapping(GuideEntry::title, Collectors.joining(" · "))));
        var text = new StringBuilder("Ask me about any of these:\n\n");
        sections.forEach((section, titles) -> text.append("- **")
                .append(section)
                .append(":** ")
                .append(titles)
                .append('\n'));
        return text.append("\nOr ask for a practice question on any topic.\n").toString();
    }
}
