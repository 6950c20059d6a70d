package org.satbuddy.tutor.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.tutor.taxonomy.Difficulty;
import org.satbuddy.tutor.taxonomy.Domain;
import org.satbuddy.tutor.taxonomy.Section;
import org.satbuddy.tutor.taxonomy.Skill;
import org.satbuddy.tutor.taxonomy.Topic;

class QuestionBankTest {

    private static final QuestionBank BANK = new QuestionBank();

    static Stream<QuestionSource> templates() {
        return BANK.sources().stream().filter(TemplateSource.class::isInstance);
    }

    static Stream<QuestionSource> items() {
        return BANK.sources().stream().filter(WrittenItem.class::isInstance);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyTemplatePassesTheChecksWithOptions(QuestionSource template) {
        for (Difficulty difficulty : template.difficulties()) {
            for (int seed = 0; seed < 150; seed++) {
                Question question = template.draw(difficulty, QuestionType.MCQ, new Random(seed));
                assertThat(QuestionCheck.problems(question))
                        .as(question::toString)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyTypedTemplatePassesTheChecksWithoutOptions(QuestionSource template) {
        if (!template.offers(QuestionType.SPR)) {
            return;
        }
        for (Difficulty difficulty : template.difficulties()) {
            for (int seed = 0; seed < 150; seed++) {
                Question question = template.draw(difficulty, QuestionType.SPR, new Random(seed));
                assertThat(QuestionCheck.problems(question))
                        .as(question::toString)
                        .isEmpty();
                assertThat(question.answers()).contains(question.correctAnswer());
            }
        }
    }

    /** A server's locale changes no digit and no case. */
    @ParameterizedTest
    @ValueSource(strings = {"ar-EG-u-nu-arab", "th-TH-u-nu-thai", "tr-TR", "fa-IR-u-nu-arabext", "de-DE"})
    void drawsTheSameOnAServerOfAnyLocale(String tag) {
        Locale before = Locale.getDefault();
        try {
            for (QuestionSource source : BANK.sources()) {
                for (Difficulty difficulty : source.difficulties()) {
                    Locale.setDefault(Locale.ROOT);
                    Question expected = source.draw(difficulty, QuestionType.MCQ, new Random(1));
                    Locale.setDefault(Locale.forLanguageTag(tag));
                    assertThat(source.draw(difficulty, QuestionType.MCQ, new Random(1)))
                            .isEqualTo(expected);
                }
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @MethodSource("items")
    void everyItemPassesTheChecks(QuestionSource item) {
        for (int seed = 0; seed < 24; seed++) {
            Question question = item.draw(item.difficulties().iterator().next(), QuestionType.MCQ, new Random(seed));
            assertThat(QuestionCheck.problems(question)).as(question::toString).isEmpty();
            assertThat(question.explanation())
                    .startsWith("Choice " + question.correctAnswer() + " is the best answer")
                    .contains("Choice A", "Choice B", "Choice C", "Choice D");
        }
    }

    @Test
    void hasEightItemsInEveryDomainOfReadingAndWriting() {
        for (Domain domain : Domain.values()) {
            if (domain.section() == Section.READING_AND_WRITING) {
                assertThat(items().filter(item -> item.skill().domain() == domain))
                        .hasSizeGreaterThanOrEqualTo(8);
            }
        }
        assertThat(items().map(item -> ((WrittenItem) item).passage())).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Skill.class)
    void everySkillHasEveryDifficulty(Skill skill) {
        Topic topic = Topic.of(skill.title(), null, null, skill.slug());
        for (Difficulty difficulty : Difficulty.values()) {
            for (int seed = 0; seed < 20; seed++) {
                Question question = BANK.next(topic, difficulty, null, new Random(seed));
                assertThat(question.skill()).isEqualTo(skill);
                assertThat(question.difficulty()).isEqualTo(difficulty);
            }
        }
    }

    @Test
    void keysAreSpreadEvenlyOverThePositions() {
        assertEvenKeys(Topic.of("", null, null, null));
        assertEvenKeys(Topic.of("grammar"));
        assertEvenKeys(Topic.of("math"));
        assertEvenKeys(Topic.of("transitions"));
    }

    private static void assertEvenKeys(Topic topic) {
        RandomGenerator random = new Random(7);
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 2000; i++) {
            counts.merge(BANK.next(topic, null, QuestionType.MCQ, random).correctAnswer(), 1, Integer::sum);
        }
        assertThat(counts).containsOnlyKeys("A", "B", "C", "D");
        // 500 are expected, with a standard deviation of 19. The bounds are four deviations away.
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(424, 576));
    }

    @Test
    void drawsDomainsInTheSharesOfTheTest() {
        RandomGenerator random = new Random(11);
        Map<Domain, Integer> counts = new EnumMap<>(Domain.class);
        for (int i = 0; i < 4000; i++) {
            counts.merge(BANK.next(Topic.of("math"), null, null, random).domain(), 1, Integer::sum);
        }
        counts.forEach(
                (domain, count) -> assertThat(count / 40.0).isBetween(domain.share() - 3.0, domain.share() + 3.0));
        assertThat(counts.keySet())
                .allSatisfy(domain -> assertThat(domain.section()).isEqualTo(Section.MATH));
    }

    @Test
    void aboutAQuarterOfMathIsTyped() {
        RandomGenerator random = new Random(5);
        long typed = Stream.generate(() -> BANK.next(Topic.of("math"), null, null, random))
                .limit(2000)
                .filter(question -> question.type() == QuestionType.SPR)
                .count();
        assertThat(typed).isBetween(360L, 560L);
    }

    @Test
    void drawsTheRequestedTypeIfTheTopicOffersIt() {
        RandomGenerator random = new Random(3);
        for (int i = 0; i < 300; i++) {
            assertThat(BANK.next(Topic.of("anything at all"), null, QuestionType.SPR, random)
                            .type())
                    .isEqualTo(QuestionType.SPR);
            assertThat(BANK.next(Topic.of("geometry"), Difficulty.HARD, QuestionType.SPR, random)
                            .type())
                    .isEqualTo(QuestionType.SPR);
            assertThat(BANK.next(Topic.of("vocab"), null, QuestionType.SPR, random)
                            .type())
                    .isEqualTo(QuestionType.MCQ);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "quadradics, NONLINEAR_EQUATIONS",
        "trigonometri, RIGHT_TRIANGLES_AND_TRIGONOMETRY",
        "punctuaton, BOUNDARIES",
        "probabilty, PROBABILITY"
    })
    void forgivesATypingError(String text, Skill skill) {
        Topic topic = Topic.of(text);
        assertThat(topic.section()).isNull();
        assertThat(BANK.next(topic, null, null, new Random(1)).skill()).isEqualTo(skill);
    }

    @Test
    void drawsAQuestionForAnUnknownTopic() {
        Set<Section> sections = new HashSet<>();
        for (int seed = 0; seed < 50; seed++) {
            sections.add(
                    BANK.next(Topic.of("xyzzy"), null, null, new Random(seed)).section());
        }
        assertThat(sections).containsExactlyInAnyOrder(Section.values());
    }

    @Test
    void drawsTheSameQuestionFromTheSameSeed() {
        for (String topic : List.of("math", "reading", "quadratics")) {
            assertThat(BANK.next(Topic.of(topic), null, null, new Random(99)))
                    .isEqualTo(BANK.next(Topic.of(topic), null, null, new Random(99)));
        }
    }
}
