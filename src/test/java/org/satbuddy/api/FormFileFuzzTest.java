package org.satbuddy.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.satbuddy.api.FormFileTest.HEAD;
import static org.satbuddy.api.FormFileTest.content;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Assumptions;

/** A file is read exactly, however its form is split into chunks. Anything else is refused. */
class FormFileFuzzTest {

    @FuzzTest
    void readsTheExactContentHoweverItIsChunked(byte[] file) throws IOException {
        String content = new String(file, ISO_8859_1);
        Assumptions.assumeFalse(content.contains("\r\n--b"));

        for (int chunk : new int[] {1, 7, 8192}) {
            assertThat(content(HEAD + content + "\r\n--b--\r\n", chunk)).isEqualTo(content);
        }
    }

    @FuzzTest
    void readsOrRefusesAnyFormHoweverItIsChunked(byte[] form) throws IOException {
        String text = new String(form, ISO_8859_1);
        String whole = result(text, 8192);

        assertThat(text).contains(whole);
        assertThat(result(text, 1)).isEqualTo(whole);
        assertThat(result(text, 7)).isEqualTo(whole);
    }

    /** The file of the field; "" if the form is refused. */
    private static String result(String form, int chunk) throws IOException {
        try {
            String file = content(form, chunk);
            assertThat(file).doesNotContain("\r\n--b");
            return file;
        } catch (InvalidInput | EOFException refused) {
            return "";
        }
    }
}
