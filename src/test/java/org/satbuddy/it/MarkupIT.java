package org.satbuddy.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.satbuddy.it.FakeProvider.question;
import static org.satbuddy.it.FakeProvider.says;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** How text is rendered: one renderer serves answers and every part of a question, and one table lists its results. */
class MarkupIT extends BrowserFixture {

    /** Sources and their HTML. Inline formulas appear as their TeX in ⟨ ⟩, displayed ones in ⟪ ⟫. */
    private static final List<Map.Entry<String, String>> TABLE = List.of(
            Map.entry("plain words", "<p>plain words</p>"),
            Map.entry("**bold** and *slanted*", "<p><strong>bold</strong> and <em>slanted</em></p>"),
            Map.entry(
                    "\u8fd9\u662f**\u201c\u91cd\u70b9\u201d**\u5185\u5bb9",
                    "<p>\u8fd9\u662f<strong>\u201c\u91cd\u70b9\u201d</strong>\u5185\u5bb9</p>"),
            Map.entry(
                    "**\uc774\uac83(this)**\uc740 **\u53e5\u3002**\u6b21",
                    "<p><strong>\uc774\uac83(this)</strong>\uc740 <strong>\u53e5\u3002</strong>\u6b21</p>"),
            Map.entry("\u7b54**\\(x\\)\u3002**\u3068", "<p>\u7b54<strong>\u27e8x\u27e9\u3002</strong>\u3068</p>"),
            Map.entry(
                    "**a *b* `**` c** 2 ** 3 ** 4",
                    "<p><strong>a <em>b</em><code>**</code> c</strong> 2 ** 3 ** 4</p>"),
            Map.entry("***both*** **", "<p><em><strong>both</strong></em> **</p>"),
            Map.entry("- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
            Map.entry("3. three\n4. four", "<ol start=\"3\"><li>three</li><li>four</li></ol>"),
            Map.entry("# Title\n### Part", "<h3>Title</h3><h4>Part</h4>"),
            Map.entry("> quoted", "<blockquote><p>quoted</p></blockquote>"),
            Map.entry("`a_b`", "<p><code>a_b</code></p>"),
            Map.entry("```\nx < y\n```", "<pre><code>x &lt; y</code></pre>"),
            Map.entry(
                    "| a | b |\n|---|--:|\n| \\(x\\) | 2 |",
                    "<table><thead><tr><th>a</th><th align=\"right\">b</th></tr></thead>"
                            + "<tbody><tr><td>⟨x⟩</td><td align=\"right\">2</td></tr></tbody></table>"),
            Map.entry("H<sub>2</sub>O and x<sup>2</sup>", "<p>H<sub>2</sub>O and x<sup>2</sup></p>"),
            Map.entry("a <b and c> d", "<p>a &lt;b and c&gt; d</p>"),
            Map.entry("<code>1 <b agt; x", "<p>&lt;code&gt;1 &lt;b agt; x</p>"),
            Map.entry("<div>no</div>", "&lt;div&gt;no&lt;/div&gt;"),
            Map.entry("![alt](https://example.org/x.png)", "<p>alt</p>"),
            Map.entry(
                    "[here](https://example.org)",
                    "<p><a href=\"https://example.org\" target=\"_blank\" rel=\"noopener noreferrer\">here</a></p>"),
            Map.entry("[x](javascript:alert(1))", "<p>x</p>"),
            Map.entry(
                    "[https://**bank**.example](https://evil.example:8443/)",
                    "<p><a href=\"https://evil.example:8443/\" target=\"_blank\" rel=\"noopener noreferrer\">"
                            + "https://<strong>bank</strong>.example (evil.example:8443)</a></p>"),
            Map.entry(
                    "See https://www.example.org/a.",
                    "<p>See <a href=\"https://www.example.org/a\" target=\"_blank\" rel=\"noopener noreferrer\">"
                            + "https://www.example.org/a</a>.</p>"),
            Map.entry("a\u202Eb &#x2066;c&#8207; `\u200Ed`", "<p>ab c <code>d</code></p>"),
            Map.entry("so \\(x_1 * y_1 * z\\) holds", "<p>so ⟨x_1 * y_1 * z⟩ holds</p>"),
            Map.entry("\\[\n\\frac{1}{2}\n\\]", "<p>⟪\\frac{1}{2}⟫</p>"),
            Map.entry("$$a^2 + b^2 = c^2$$", "<p>⟪a^2 + b^2 = c^2⟫</p>"),
            Map.entry("if $x = 3$, then", "<p>if ⟨x = 3⟩, then</p>"),
            Map.entry("it costs $5 and then $7", "<p>it costs $5 and then $7</p>"),
            Map.entry("from $5 to $x$", "<p>from $5 to ⟨x⟩</p>"),
            Map.entry("a \\$5 note", "<p>a $5 note</p>"),
            Map.entry("`\\(x\\)` is source", "<p><code>\\(x\\)</code> is source</p>"),
            Map.entry("```\n$x$ \\(y\\)\n```", "<pre><code>$x$ \\(y\\)</code></pre>"),
            Map.entry("\\(a < b\\) & \\(c > d\\)", "<p>⟨a &lt; b⟩ &amp; ⟨c &gt; d⟩</p>"),
            Map.entry("\\(x", "<p>(x</p>"),
            Map.entry(
                    "\\(\\begin{cases} x \\\\[2pt] y \\end{cases}\\)",
                    "<p>⟨\\begin{cases} x \\\\[2pt] y \\end{cases}⟩</p>"),
            Map.entry("**\\(x\\)** bold", "<p><strong>⟨x⟩</strong> bold</p>"),
            Map.entry("\\(\\text{a $5}\\)", "<p><code>\\(\\text{a $5}\\)</code></p>"),
            Map.entry("\\(\\frac{1\\)", "<p><code>\\(\\frac{1\\)</code></p>"),
            Map.entry("\\(\\def\\a{b}\\a\\)", "<p><code>\\(\\def\\a{b}\\a\\)</code></p>"),
            Map.entry("- [x] done", "<ul><li>☑ done</li></ul>"),
            Map.entry("\\(15%\\) of 80", "<p>⟨15\\%⟩ of 80</p>"),
            Map.entry("$20\\%$ or \\(5%\\)", "<p>⟨20\\%⟩ or ⟨5\\%⟩</p>"),
            Map.entry("\\(a &lt; b\\)", "<p>⟨a &lt; b⟩</p>"),
            Map.entry("from ~5 to ~6", "<p>from ~5 to ~6</p>"),
            Map.entry("~~no~~ yes", "<p><del>no</del> yes</p>"),
            Map.entry("- a\r\n- b\r\n", "<ul><li>a</li><li>b</li></ul>"),
            Map.entry("```markdown\n**b**\n\n\\(x\\)\n```", "<p><strong>b</strong></p><p>⟨x⟩</p>"),
            Map.entry(
                    "So:\n\n\\begin{align*}\nx &= 1\n\\end{align*}",
                    "<p>So:</p><p>⟪\\begin{align*} x &amp;= 1 \\end{align*}⟫</p>"),
            Map.entry("\\begin{itemize} a", "<p>\\begin{itemize} a</p>"),
            Map.entry(
                    "> so\n> \\[\n> x = \\frac{1}{2}\n> \\]", "<blockquote><p>so ⟪x = \\frac{1}{2}⟫</p></blockquote>"),
            Map.entry("\\\\(x\\\\) is \\\\(\\\\frac{1}{2}\\\\)", "<p>⟨x⟩ is ⟨\\frac{1}{2}⟩</p>"),
            Map.entry("[ \\frac{1}{2} ]", "<p>⟪\\frac{1}{2}⟫</p>"),
            Map.entry("[\nx = \\sqrt{4}\n]", "<p>⟪x = \\sqrt{4}⟫</p>"),
            Map.entry(
                    "- \u0627\u0644\u0645\u064a\u0644\n- x",
                    "<ul dir=\"rtl\"><li>\u0627\u0644\u0645\u064a\u0644</li><li>x</li></ul>"),
            Map.entry("see [1] and [ ]", "<p>see [1] and [ ]</p>"),
            Map.entry("\uE0000\uE001", "<p>0</p>"));

    private static final String DRAW = """
            async (text) => {
              const at = document.querySelector('script[src$="/chat.js"]').src;
              const { load } = await import(at.replace('chat.js', 'text/libraries.js'));
              const { render } = await import(at.replace('chat.js', 'text/markup.js'));
              await load();
              const box = document.createElement('div');
              box.append(render(text));
              for (const formula of box.querySelectorAll('.formula')) {
                const tex = formula.querySelector('annotation').textContent;
                formula.replaceWith(formula.classList.contains('display') ? `⟪${tex}⟫` : `⟨${tex}⟩`);
              }
              return box.innerHTML.replaceAll(/\\n(?=<|$)/g, '').replaceAll('\\n', ' ').replaceAll(/> +</g, '><');
            }""";

    private static final String SETTLED = """
            async (text) => {
              const at = document.querySelector('script[src$="/chat.js"]').src;
              return (await import(at.replace('chat.js', 'text/mathematics.js'))).withoutOpenFormula(text);
            }""";

    @TestFactory
    Stream<DynamicTest> renders() {
        open(LAPTOP);
        return TABLE.stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.getKey(),
                        () -> Assertions.assertThat(open.page().evaluate(DRAW, row.getKey()))
                                .isEqualTo(row.getValue())));
    }

    /** An option of a question is the label of its radio button. */
    @Test
    void drawsALabelWithoutBlocks() {
        open(LAPTOP);

        Object drawn = open.page()
                .evaluate(DRAW.replace("render", "renderLines"), "a **b**\n\n- c\n\n| \\(x\\) |\n|---|\n| d |");

        Assertions.assertThat(drawn)
                .isEqualTo(
                        "<span class=\"line\">a <strong>b</strong></span>"
                                + "<span class=\"line\"><span class=\"line\">c</span></span>"
                                + "<span class=\"line\"><span class=\"line\"><span class=\"line\"><span class=\"line\">⟨x⟩</span></span></span>"
                                + "<span class=\"line\"><span class=\"line\"><span class=\"line\">d</span></span></span></span>");
    }

    /** A part that is too long to parse is shown as typed, and the others are drawn. */
    @Test
    void drawsALongTextInParts() {
        open(LAPTOP);
        String items =
                "- an item of the list with **some** words and \\(x\\) in it, which goes on for a while\n".repeat(60);
        String section = "## Part\n\n" + "A **bold** word. ".repeat(60) + "\n\n";

        Object drawn = open.page()
                .evaluate(DRAW, items + "\n" + section.repeat(30) + "\n\n" + "*slow ".repeat(2_000) + "\n\n**end**");

        Assertions.assertThat(drawn.toString().split("<li>")).hasSize(61);
        Assertions.assertThat(drawn.toString().split("<h3>")).hasSize(31);
        Assertions.assertThat(drawn.toString())
                .contains("<p class=\"typed\">*slow *slow")
                .endsWith("<p><strong>end</strong></p>");
    }

    /** TeX has a command for every character. */
    @Test
    void drawsNoCharacterThatChangesTheDirectionOfWriting() {
        open(LAPTOP);

        Object drawn = open.page().evaluate("""
                async () => {
                  const at = document.querySelector('script[src$="/chat.js"]').src;
                  const { load } = await import(at.replace('chat.js', 'text/libraries.js'));
                  const { render } = await import(at.replace('chat.js', 'text/markup.js'));
                  await load();
                  return render('\\\\(\\\\text{a\\\\char"202E b}\\\\)').textContent;
                }""");

        Assertions.assertThat(drawn.toString()).contains("202E b").doesNotContain("\u202E");
    }

    /** The student's browser reads the answer from a stream, and the rest from the history. */
    @Test
    void showsNoTextInAnotherOrderThanItHas() {
        provider().when(word, says("It is \u202Erewsna na\u202C."));
        open(LAPTOP).ask("\u2067Turned\u2069 " + word);
        assertThat(open.answer().locator(".source")).hasCount(1);
        assertThat(open.answer()).containsText("It is rewsna na.");

        open.page().reload();

        assertThat(open.answer()).containsText("It is rewsna na.");
        assertThat(open.page().locator(".turn.student")).containsText("Turned " + word);
        assertThat(listed()).hasText("Turned " + word);
    }

    /** The text so far, and the part of it that can be shown. */
    @Test
    void holdsAnUnfinishedFormulaBack() {
        open(LAPTOP);
        Map.of(
                        "so \\(x^2",
                        "so ",
                        "so \\(x\\) and",
                        "so \\(x\\) and",
                        "so \\",
                        "so ",
                        "so \\[ x \\\\[2pt]",
                        "so ",
                        "it costs $5 and then",
                        "it costs $5 and then",
                        "let $x + 1",
                        "let ",
                        "in `\\(x` it is code",
                        "in `\\(x` it is code",
                        "\\(never closed\n\nnext",
                        "\\(never closed\n\nnext",
                        "\\[" + "x".repeat(2000),
                        "\\[" + "x".repeat(2000))
                .forEach((written, shown) -> Assertions.assertThat(open.page().evaluate(SETTLED, written))
                        .as(written)
                        .isEqualTo(shown));
    }

    @Test
    void rendersEveryPartOfAQuestionInTheSameWay() {
        provider()
                .when(
                        word,
                        says(question("What is \\(x\\) if \\(2x = 6\\)?")
                                .add(
                                        "passage",
                                        "A **bold** claim about \\(p\\) is " + "made here, ".repeat(20)
                                                + "and nowhere else.")
                                .add("explanation", "Divide both sides by 2. \\[x = 6 / 2\\] So \\(x = 3\\).")
                                .build()
                                .toString()));
        open(LAPTOP).button("Practice").click();
        open.page().getByLabel("Or a topic in your own words").fill("Lines " + word);
        open.button("Get a question").click();
        Locator question = open.page().locator("form.question");

        question.locator("input[value=C]").check();
        open.button("Check answer").click();

        assertThat(question.locator(".passage strong")).hasText("bold");
        assertThat(question.locator(".passage math")).hasCount(1);
        assertThat(question.locator(".option math")).hasCount(4);
        assertThat(question.locator(".explanation .katex-display")).hasCount(1);
    }
}
