package org.satbuddy.page.modules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.Jazzer;
import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Value;

/** Formulas are taken out of any text and put back without a change. */
class MathematicsModuleFuzzTest {

    private static final Modules MODULES = Modules.inEnglish();
    private static final Value MATHEMATICS = MODULES.load("text/mathematics.js");
    private static final Value FORMULA = MODULES.load("text/formula.js");

    @DictionaryFile(resourcePath = "markup.dict")
    @FuzzTest
    void putsEveryFormulaBack(byte[] written) {
        String markdown = new String(written, UTF_8);
        String plain = markdown.replaceAll("[\uE000\uE001]", "");

        Value found = MATHEMATICS.invokeMember("extractFormulas", markdown);

        Value formulas = found.getMember("formulas");
        assertThat(MATHEMATICS
                        .invokeMember("restoreFormulas", found.getMember("text"), formulas)
                        .asString())
                .isEqualTo(plain);
        for (int i = 0; i < formulas.getArraySize(); i++) {
            String tex = formulas.getArrayElement(i).getMember("tex").asString();
            String source = formulas.getArrayElement(i).getMember("source").asString();
            // Jazzer sees no branches of JavaScript.
            Jazzer.exploreState((byte) (source.length() - tex.length()), source.charAt(1));
            assertThat(tex).isNotEmpty();
            assertThat(FORMULA.invokeMember("isDrawable", tex).isBoolean()).isTrue();
        }
    }

    @DictionaryFile(resourcePath = "markup.dict")
    @FuzzTest
    void showsTheBeginningOfAnyUnfinishedText(byte[] written) {
        String soFar = new String(written, UTF_8);

        String shown = MATHEMATICS.invokeMember("withoutOpenFormula", soFar).asString();

        Jazzer.exploreState((byte) (soFar.length() - shown.length()), 0);
        assertThat(soFar).startsWith(shown);
        // Nothing else is held back than a formula that may still be closed.
        assertThat(soFar.substring(shown.length())).matches(Pattern.compile("|[\\\\$].{0,999}", Pattern.DOTALL));
    }
}
