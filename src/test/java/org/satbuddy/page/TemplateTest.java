package org.satbuddy.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.satbuddy.tutor.question.QuestionType;
import org.satbuddy.tutor.taxonomy.Difficulty;
import org.satbuddy.tutor.taxonomy.Domain;
import org.satbuddy.tutor.taxonomy.Named;
import org.satbuddy.tutor.taxonomy.Section;
import org.satbuddy.tutor.taxonomy.Skill;

/** The templates of the pages. */
class TemplateTest {

    private static final String TEMPLATE = Webapp.real().text("/WEB-INF/pages/chat.html");

    private static final Pattern SCRIPT = Pattern.compile("(?is)<script\\b.*?</script>");
    private static final Pattern OPTION =
            Pattern.compile("<option value=\"([^\"]+)\"(?: selected)?>\\{\\{([\\w.-]+)}}</option>");
    private static final Pattern GROUP = Pattern.compile(
            "(?s)<optgroup label=\"\\{\\{domain\\.([\\w-]+)}}\" data-section=\"([\\w-]+)\">(.*?)</optgroup>");

    /** The content policy refuses inline styles and scripts. */
    @Test
    void hasNoInlineStylesAndScripts() {
        assertThat(TEMPLATE).doesNotContainPattern("(?i)<style|\\sstyle\\s*=|\\son\\w+\\s*=|javascript:");
        assertThat(SCRIPT.matcher(TEMPLATE).results().map(MatchResult::group))
                .containsExactly(
                        "<script type=\"module\" src=\"{{#assets}}/chat.js\"></script>",
                        "<script type=\"application/json\" id=\"words\">{{#words}}</script>");
    }

    /** A checker complains of a list without items that is one by its role, and of a role that an element has anyway. */
    @Test
    void hasNoRolesThatItsElementsHaveAnyway() {
        assertThat(TEMPLATE)
                .doesNotContainPattern("<[uo]l[^>]* role=\"list\"")
                .doesNotContainPattern("<t(?:able|head|body|foot|r|h|d)\\b[^>]* role=");
    }

    @Test
    void offersEverySkillUnderItsDomain() {
        var domains = new ArrayList<Domain>();

        GROUP.matcher(TEMPLATE).results().forEach(group -> {
            Domain domain = Domain.find(group.group(1)).orElseThrow();
            domains.add(domain);
            assertThat(group.group(2)).isEqualTo(domain.section().slug());
            assertThat(options(group.group(3)))
                    .as(domain.slug())
                    .startsWith("domain:" + domain.slug() + " practice.all-of-domain")
                    .hasSize(1 + skills(domain).size())
                    .containsAll(skills(domain));
        });

        assertThat(domains).containsExactlyInAnyOrder(Domain.values());
        assertThat(options(select("skill"))).hasSize(Domain.values().length + Skill.values().length);
    }

    @Test
    void offersEverySectionDifficultyAndType() {
        assertThat(options(select("section"))).containsExactlyElementsOf(named("section", Section.values()));
        assertThat(options(select("difficulty"))).containsExactlyElementsOf(named("difficulty", Difficulty.values()));
        assertThat(options(select("type")))
                .containsExactlyElementsOf(Stream.of(QuestionType.values())
                        .map(it -> it.wire() + " type." + it.wire())
                        .toList());
    }

    private static List<String> skills(Domain domain) {
        return Stream.of(Skill.values())
                .filter(skill -> skill.domain() == domain)
                .map(skill -> "skill:" + skill.slug() + " skill." + skill.slug())
                .toList();
    }

    private static List<String> named(String kind, Named... parts) {
        return Stream.of(parts)
                .map(part -> part.slug() + " " + kind + "." + part.slug())
                .toList();
    }

    private static String select(String id) {
        return TEMPLATE.replaceFirst("(?s).*<select id=\"" + id + "\"[^>]*>(.*?)</select>.*", "$1");
    }

    /** The values that are not empty, each with the key of its label. */
    private static List<String> options(String html) {
        return OPTION.matcher(html)
                .results()
                .map(option -> option.group(1) + " " + option.group(2))
                .toList();
    }
}
