package org.satbuddy.tutor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.regex.Pattern;

/** A student's text cannot leave the tags that mark it as data. */
class PromptTextFuzzTest {

    private static final Pattern TAG = Pattern.compile("<[\\s/]*material", Pattern.CASE_INSENSITIVE);
    private static final int MOST = 200;

    @FuzzTest
    void keepsAnyTextBetweenItsTags(byte[] written) {
        String quoted = PromptText.quoted("material", new String(written, UTF_8), MOST);

        assertThat(quoted).startsWith("<material>\n").endsWith("\n</material>");
        assertThat(TAG.matcher(quoted).results().count()).isEqualTo(2);
        assertThat(quoted.length()).isLessThanOrEqualTo(MOST + "<material>\n\n</material>".length());
    }
}
