package org.satbuddy.tutor.question;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any text is checked. A text without backslashes, dollar signs and control characters has no mathematics to check. */
class LatexCheckFuzzTest {

    @FuzzTest
    void findsAProblemOrNone(byte[] written) {
        String text = new String(written, UTF_8);

        LatexCheck.problem(text).ifPresent(problem -> {
            assertThat(problem).isNotBlank();
            assertThat(text).containsPattern("[\\\\$\\x00-\\x1f]");
        });
        assertThat(LatexCheck.problem(text.replaceAll("[\\\\$\\x00-\\x1f]", "")))
                .isEmpty();
    }
}
