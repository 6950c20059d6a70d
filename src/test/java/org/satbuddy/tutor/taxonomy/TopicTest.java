package org.satbuddy.tutor.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {

    @ParameterizedTest
    @CsvSource({
        "quadratics, NONLINEAR_EQUATIONS",
        "Quadratic Equation, NONLINEAR_EQUATIONS",
        "vocab, WORDS_IN_CONTEXT",
        "functions, LINEAR_FUNCTIONS",
        "exponential functions, NONLINEAR_FUNCTIONS",
        "quadratic functions, NONLINEAR_FUNCTIONS",
        "commas, BOUNDARIES",
        "comma, BOUNDARIES",
        "Semicolons!, BOUNDARIES",
        "trig, RIGHT_TRIANGLES_AND_TRIGONOMETRY",
        "SOH-CAH-TOA, RIGHT_TRIANGLES_AND_TRIGONOMETRY",
        "percent, PERCENTAGES",
        "Percentages, PERCENTAGES",
        "circle, CIRCLES",
        "systems of equations, SYSTEMS_OF_LINEAR_EQUATIONS",
        "systems of inequalities, LINEAR_INEQUALITIES",
        "main idea, CENTRAL_IDEAS_AND_DETAILS",
        "author's purpose, TEXT_STRUCTURE_AND_PURPOSE",
        "subject-verb agreement, FORM_STRUCTURE_AND_SENSE",
        "transition words, TRANSITIONS",
        "Linear functions, LINEAR_FUNCTIONS",
        "linear-functions, LINEAR_FUNCTIONS",
        "help me with the quadratic formula please, NONLINEAR_EQUATIONS",
        "Can I get a hard question about unit conversion?, RATIOS_RATES_AND_UNITS"
    })
    void mapsWordsOfStudentsToASkill(String text, Skill skill) {
        Topic topic = Topic.of(text);
        assertThat(topic.skill()).isEqualTo(skill);
        assertThat(topic.domain()).isEqualTo(skill.domain());
        assertThat(topic.section()).isEqualTo(skill.section());
        assertThat(topic.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "algebra, ALGEBRA",
        "grammar, STANDARD_ENGLISH_CONVENTIONS",
        "geometry, GEOMETRY_AND_TRIGONOMETRY",
        "statistics, PROBLEM_SOLVING_AND_DATA_ANALYSIS",
        "algebra 2, ADVANCED_MATH",
        "Craft and Structure, CRAFT_AND_STRUCTURE"
    })
    void mapsBroaderWordsToADomain(String text, Domain domain) {
        Topic topic = Topic.of(text);
        assertThat(topic.domain()).isEqualTo(domain);
        assertThat(topic.skill()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"math, MATH", "Maths, MATH", "reading, READING_AND_WRITING", "Reading and Writing, READING_AND_WRITING"
    })
    void mapsTheBroadestWordsToASection(String text, Section section) {
        Topic topic = Topic.of(text);
        assertThat(topic.section()).isEqualTo(section);
        assertThat(topic.domain()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "the French Revolution", "xyzzy", "???", "日本語"})
    void keepsTextThatNamesNoKnownTopic(String text) {
        assertThat(Topic.of(text)).isEqualTo(new Topic(text.strip(), null, null, null));
    }

    @Test
    void letsTheFieldsWinOverTheText() {
        assertThat(Topic.of("commas", "math", null, null)).isEqualTo(new Topic("commas", Section.MATH, null, null));
        assertThat(Topic.of("commas", null, null, "circles").skill()).isEqualTo(Skill.CIRCLES);
        assertThat(Topic.of("anything", null, "SEC", null).domain()).isEqualTo(Domain.STANDARD_ENGLISH_CONVENTIONS);
    }

    @Test
    void letsTheTextRefineTheFields() {
        assertThat(Topic.of("slope", "Math", "algebra", null).skill()).isEqualTo(Skill.LINEAR_FUNCTIONS);
    }

    @Test
    void readsFieldsAsCodeSlugOrTitle() {
        for (String domain :
                new String[] {"Q", "q", "problem-solving-and-data-analysis", "Problem-Solving and Data Analysis"}) {
            assertThat(Topic.of("", null, domain, null).domain()).isEqualTo(Domain.PROBLEM_SOLVING_AND_DATA_ANALYSIS);
        }
    }

    @Test
    void ignoresFieldsThatItDoesNotKnow() {
        assertThat(Topic.of("trig", "physics", "optics", "lenses").skill())
                .isEqualTo(Skill.RIGHT_TRIANGLES_AND_TRIGONOMETRY);
        assertThat(Topic.of(null, null, null, null)).isEqualTo(new Topic("", null, null, null));
    }

    @Test
    void forgivesATypingError() {
        assertThat(Topic.of("inequaliteis").closest()).map(Topic::skill).contains(Skill.LINEAR_INEQUALITIES);
        assertThat(Topic.of("xyzzy").closest()).isEmpty();
    }

    @Test
    void knowsMoreThanTwoHundredNames() {
        assertThat(Aliases.STANDARD.size()).isGreaterThan(200);
    }

    @ParameterizedTest
    @EnumSource(Skill.class)
    void everySkillIsFoundByItsCodeSlugAndTitle(Skill skill) {
        assertThat(Skill.find(skill.code())).contains(skill);
        assertThat(Skill.find(skill.slug().toUpperCase())).contains(skill);
        assertThat(Skill.find(skill.title())).contains(skill);
        assertThat(Topic.of(skill.title()).skill()).isEqualTo(skill);
        assertThat(skill.slug()).matches("[a-z]+(-[a-z]+)*");
    }

    @Test
    void domainSharesOfASectionAddUpToAHundred() {
        for (Section section : Section.values()) {
            int sum = 0;
            for (Domain domain : Domain.values()) {
                sum += domain.section() == section ? domain.share() : 0;
            }
            assertThat(sum).isEqualTo(100);
        }
    }

    @Property(tries = 300)
    void readsAnyTextAndKeepsIt(@ForAll String text) {
        Topic topic = Topic.of(text);
        assertThat(topic.text()).isEqualTo(text.strip());
        topic.closest().ifPresent(closest -> assertThat(closest.text()).isEqualTo(topic.text()));
    }
}
