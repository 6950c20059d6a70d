package org.satbuddy.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.satbuddy.api.FormFileTest.HEAD;
import static org.satbuddy.api.FormFileTest.content;

import java.io.EOFException;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A file is read exactly, however it is split into chunks. Anything else is refused. */
class FormFileFuzzTest {

    @Property(tries = 300)
    void readsTheExactContentHoweverItIsChunked(@ForAll byte[] content, @ForAll @IntRange(min = 1, max = 40) int chunk)
            throws IOException {
        String body = new String(content, ISO_8859_1);

        assertThat(content(HEAD + body + "\r\n--b--\r\n", chunk)).isEqualTo(body);
    }

    @Property(tries = 300)
    void survivesAnyBytes(@ForAll byte[] body) throws IOException {
        try {
            content(new String(body, ISO_8859_1), 8192);
            content(HEAD + new String(body, ISO_8859_1), 8192);
        } catch (InvalidInput | EOFException refused) {
            assertThat(refused).isNotNull();
        }
    }
}
