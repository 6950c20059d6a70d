package org.satbuddy.tutor.question.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.satbuddy.tutor.taxonomy.Difficulty;
import org.satbuddy.tutor.taxonomy.Domain;
import org.satbuddy.tutor.taxonomy.Section;
import org.satbuddy.tutor.taxonomy.Skill;

class MathTemplatesTest {

    static Stream<Template> templates() {
        return MathTemplates.all().stream();
    }

    @Test
    void coverEverySkillInEveryDifficulty() {
        for (Skill skill : Skill.values()) {
            if (skill.section() == Section.MATH) {
                Set<Difficulty> covered = templates()
                        .filter(template -> template.skill() == skill)
                        .flatMap(template -> template.difficulties().stream())
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Difficulty.class)));
                assertThat(covered).as(skill.title()).isEqualTo(EnumSet.allOf(Difficulty.class));
            }
        }
    }

    @Test
    void areAtLeastFiveInEachDomain() {
        assertThat(Stream.of(Domain.values()).filter(domain -> domain.section() == Section.MATH))
                .allSatisfy(domain -> assertThat(
                                templates().filter(template -> template.skill().domain() == domain))
                        .hasSizeGreaterThanOrEqualTo(5));
        assertThat(templates().map(Template::name)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void drawTheSameQuestionFromTheSameSeed(Template template) {
        for (Difficulty difficulty : template.difficulties()) {
            assertThat(template.draw(difficulty, new Random(42))).isEqualTo(template.draw(difficulty, new Random(42)));
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void drawManyDifferentQuestions(Template template) {
        for (Difficulty difficulty : template.difficulties()) {
            Set<String> stems = new HashSet<>();
            for (int seed = 0; seed < 100; seed++) {
                stems.add(template.draw(difficulty, new Random(seed)).stem());
            }
            assertThat(stems).as(template.name()).hasSizeGreaterThan(9);
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void haveANumberAsKeyExactlyIfTyped(Template template) {
        for (Difficulty difficulty : template.difficulties()) {
            for (int seed = 0; seed < 500; seed++) {
                Draft draft = template.draw(difficulty, new Random(seed));
                assertThat(draft.value() != null).as(draft.stem()).isEqualTo(template.typed());
            }
        }
    }
}
