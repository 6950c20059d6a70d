package org.satbuddy.page.modules;

import static org.assertj.core.api.Assertions.assertThat;

import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formulas are found in Markdown, and neither prices nor code are taken for formulas. */
class MathematicsModuleTest {

    private static final Modules MODULES = Modules.inEnglish();
    private static final Value MATHEMATICS = MODULES.load("text/mathematics.js");
    private static final Value FORMULA = MODULES.load("text/formula.js");

    @AfterAll
    static void close() {
        MODULES.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "so \\(x^2\\) is; x^2; false",
                "so $x^2$ is; x^2; false",
                "so $$x^2$$ is; x^2; true",
                "so \\[x^2\\] is; x^2; true",
                "\\( a_1 * a_2 \\); a_1 * a_2; false",
                "$3x$; 3x; false",
                "$5 < x$; 5 < x; false",
                "($-2$); -2; false",
                "$\\text{cost in dollars}$; \\text{cost in dollars}; false",
                "$$a \\\\[2pt] b$$; a \\\\[2pt] b; true",
                "$a\\$b$; a\\$b; false",
                "| $|x|$ |; |x|; false"
            })
    void findsAFormulaByItsDelimiters(String markdown, String tex, boolean display) {
        Value found = MATHEMATICS.invokeMember("extractFormulas", markdown);

        assertThat(found.getMember("formulas").getArraySize()).isEqualTo(1);
        Value formula = found.getMember("formulas").getArrayElement(0);
        assertThat(formula.getMember("tex").asString()).isEqualTo(tex);
        assertThat(formula.getMember("display").asBoolean()).isEqualTo(display);
        assertThat(markdown).contains(formula.getMember("source").asString());
        assertThat(found.getMember("text").asString())
                .isEqualTo(markdown.replace(formula.getMember("source").asString(), "\uE0000\uE001"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It costs $5.",
                "A pen costs $5 and a book costs $10.",
                "From $5 to $10",
                "It costs $5-$10.",
                "Pay $5 for it or 10$.",
                "$5, $6 and $7",
                "US$5 and US$6",
                "$ x $",
                "$x",
                "x$",
                "$$",
                "$$ $$",
                "\\(\\)",
                "\\(x",
                "\\$5 and \\$6",
                "`$x$`",
                "``\\(x\\) ` $y$``",
                "```\n$x$\n```",
                "~~~\n\\[x\\]\n~~~",
                "$x\n\ny$",
                "\\(x\n\ny\\)",
                "plain"
            })
    void findsNoFormulaInPricesCodeAndUnclosedDelimiters(String markdown) {
        Value found = MATHEMATICS.invokeMember("extractFormulas", markdown);

        assertThat(found.getMember("formulas").getArraySize()).isZero();
        assertThat(found.getMember("text").asString()).isEqualTo(markdown);
    }

    @Test
    void findsAllFormulasOfATextAndPutsThemBack() {
        String markdown = "If \\(a\\) costs $5, then $b$ costs `$c$`:\n\n\\[d\n= e\\]\n\n$$f$$";

        Value found = MATHEMATICS.invokeMember("extractFormulas", markdown);

        assertThat(MODULES.json(
                        MODULES.run("it => it.formulas.map(({ tex }) => tex)").execute(found)))
                .isEqualTo("[\"a\",\"b\",\"d\\n= e\",\"f\"]");
        assertThat(MATHEMATICS
                        .invokeMember("restoreFormulas", found.getMember("text"), found.getMember("formulas"))
                        .asString())
                .isEqualTo(markdown);
    }

    @Test
    void removesPlaceholderCharactersFromTheText() {
        Value found = MATHEMATICS.invokeMember("extractFormulas", "\uE0000\uE001 $x$");

        assertThat(found.getMember("text").asString()).isEqualTo("0 \uE0000\uE001");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "so \\(x^2; 'so '",
                "so \\(x^2\\); so \\(x^2\\)",
                "so \\[x; 'so '",
                "so $$x; 'so '",
                "so $x; 'so '",
                "so \\; 'so '",
                "so \\(x\\) and \\(y; 'so \\(x\\) and '",
                "It costs $5 and it is; It costs $5 and it is",
                "US$5; US$5",
                "a `$x; 'a `'",
                "a `$x`; a `$x`",
                "plain; plain"
            })
    void leavesOutAFormulaThatIsStillBeingWritten(String soFar, String shown) {
        assertThat(MATHEMATICS.invokeMember("withoutOpenFormula", soFar).asString())
                .isEqualTo(shown);
    }

    @Test
    void showsAnOpenDelimiterOnceItsParagraphHasEnded() {
        String text = "so \\(x\n\n$y\n\n1";

        assertThat(MATHEMATICS.invokeMember("withoutOpenFormula", text).asString())
                .isEqualTo(text);
    }

    @Test
    void showsAnOpenFormulaThatIsTooLong() {
        String text = "$$" + "x".repeat(1000);

        assertThat(MATHEMATICS.invokeMember("withoutOpenFormula", text).asString())
                .isEqualTo(text);
        assertThat(MATHEMATICS
                        .invokeMember("withoutOpenFormula", text.substring(0, 1000))
                        .asString())
                .isEmpty();
    }

    @Test
    void searchesAHostileTextInLinearTime() {
        String hostile = "\\(a ".repeat(200);
        try (Modules modules = Modules.inEnglish()) {
            modules.run("""
                    globalThis.searched = 0;
                    const { startsWith } = String.prototype;
                    String.prototype.startsWith = function (...what) {
                      searched += 1;
                      return startsWith.apply(this, what);
                    };""");

            Value found = modules.load("text/mathematics.js").invokeMember("extractFormulas", hostile);

            assertThat(found.getMember("text").asString()).isEqualTo(hostile);
            assertThat(modules.run("searched").asInt()).isLessThan(10 * hostile.length());
        }
    }

    @Test
    void drawsNoFormulaThatIsTooLongOrDefinesCommands() {
        assertThat(isDrawable("\\frac{1}{2}")).isTrue();
        assertThat(isDrawable("x".repeat(5000))).isTrue();
        assertThat(isDrawable("x".repeat(5001))).isFalse();
        assertThat(isDrawable("\\def\\a{x}\\a")).isFalse();
        assertThat(isDrawable("\\newcommand{\\a}{x}")).isFalse();
        assertThat(isDrawable("\\gdef\\a{x}")).isFalse();
        assertThat(isDrawable("\\left( x \\right)")).isTrue();
    }

    private static boolean isDrawable(String tex) {
        return FORMULA.invokeMember("isDrawable", tex).asBoolean();
    }
}
