package org.satbuddy.tutor.question;

import jakarta.enterprise.context.Dependent;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.satbuddy.tutor.question.math.MathTemplates;
import org.satbuddy.tutor.taxonomy.Difficulty;
import org.satbuddy.tutor.taxonomy.Domain;
import org.satbuddy.tutor.taxonomy.Section;
import org.satbuddy.tutor.taxonomy.Skill;
import org.satbuddy.tutor.taxonomy.Topic;

/**
 * Original practice questions that need no model: written items for Reading and Writing, and templates with computed
 * keys for Math. Every skill of the taxonomy has at least one source. The bank has no client proxy, because a proxy
 * would read the items once more.
 */
@Dependent
public class QuestionBank {

    private static final String ITEMS = "/question-bank/reading-and-writing.json";
    private static final double SHARE_OF_TYPED = 0.25;

    private final List<QuestionSource> sources;

    public QuestionBank() {
        sources = Stream.concat(items(), MathTemplates.all().stream().map(TemplateSource::new))
                .toList();
    }

    private static Stream<QuestionSource> items() {
        try (InputStream in = QuestionBank.class.getResourceAsStream(ITEMS);
                JsonReader reader = QuestionJson.PROVIDER.createReader(in)) {
            return reader.readArray().getValuesAs(JsonObject.class).stream()
                    .map(WrittenItem::of)
                    .map(QuestionSource.class::cast)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + ITEMS, e);
        }
    }

    List<QuestionSource> sources() {
        return sources;
    }

    /**
     * Draws a question on the skill of the topic, otherwise on its domain, otherwise on its section. A topic that names
     * none of them is replaced by the known topic that is spelled most like it. If there is none, any skill may be
     * drawn. Domains are drawn in the shares of the test.
     *
     * @param difficulty null for any; otherwise the nearest one that the sources of the skill offer is drawn, and the
     *     question states that one
     * @param type null for the mixture of the test. If the topic has no student-produced responses, as in all of
     *     Reading and Writing, the question has options
     */
    public Question next(Topic topic, Difficulty difficulty, QuestionType type, RandomGenerator random) {
        Topic known = topic.section() == null ? topic.closest().orElse(topic) : topic;
        QuestionType wanted = type == null ? mixture(random) : type;
        Skill skill = known.skill() == null ? pickSkill(known, type, random) : known.skill();
        List<QuestionSource> fitting = narrowed(of(skill), source -> source.offers(wanted));
        List<QuestionSource> graded = difficulty == null ? fitting : nearest(fitting, difficulty);
        QuestionSource source = pick(graded, random);
        Difficulty drawn = difficulty == null ? pick(sorted(source), random) : nearest(source, difficulty);
        return source.draw(drawn, source.offers(wanted) ? wanted : QuestionType.MCQ, random);
    }

    private static QuestionType mixture(RandomGenerator random) {
        return random.nextDouble() < SHARE_OF_TYPED ? QuestionType.SPR : QuestionType.MCQ;
    }

    private List<QuestionSource> of(Skill skill) {
        return sources.stream().filter(source -> source.skill() == skill).toList();
    }

    /** Picks a skill within the topic. If a type was asked for and any of the skills offers it, the picked one does. */
    private Skill pickSkill(Topic topic, QuestionType type, RandomGenerator random) {
        Section section = topic.section() != null
                ? topic.section()
                : type == QuestionType.SPR ? Section.MATH : pick(Arrays.asList(Section.values()), random);
        Domain domain = topic.domain() != null ? topic.domain() : byShare(section, random);
        List<Skill> skills = Stream.of(Skill.values())
                .filter(skill -> skill.domain() == domain)
                .toList();
        return pick(
                narrowed(skills, skill -> type == null || of(skill).stream().anyMatch(source -> source.offers(type))),
                random);
    }

    private static Domain byShare(Section section, RandomGenerator random) {
        List<Domain> domains = Stream.of(Domain.values())
                .filter(domain -> domain.section() == section)
                .toList();
        int left = random.nextInt(domains.stream().mapToInt(Domain::share).sum());
        for (Domain domain : domains) {
            left -= domain.share();
            if (left < 0) {
                return domain;
            }
        }
        throw new IllegalStateException("No domain in " + section);
    }

    /** Returns the values that fit, or all of them if none does. */
    private static <T> List<T> narrowed(List<T> values, Predicate<T> fits) {
        List<T> fitting = values.stream().filter(fits).toList();
        return fitting.isEmpty() ? values : fitting;
    }

    private static List<QuestionSource> nearest(List<QuestionSource> sources, Difficulty difficulty) {
        int least = sources.stream()
                .mapToInt(source -> distance(nearest(source, difficulty), difficulty))
                .min()
                .orElseThrow();
        return sources.stream()
                .filter(source -> distance(nearest(source, difficulty), difficulty) == least)
                .toList();
    }

    private static Difficulty nearest(QuestionSource source, Difficulty difficulty) {
        return sorted(source).stream()
                .min(Comparator.comparingInt(offered -> distance(offered, difficulty)))
                .orElseThrow();
    }

    private static int distance(Difficulty a, Difficulty b) {
        return Math.abs(a.ordinal() - b.ordinal());
    }

    private static List<Difficulty> sorted(QuestionSource source) {
        return source.difficulties().stream().sorted().toList();
    }

    private static <T> T pick(List<T> values, RandomGenerator random) {
        return values.get(random.nextInt(values.size()));
    }
}
