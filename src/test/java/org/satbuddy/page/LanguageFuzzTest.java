package org.satbuddy.page;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Map;

/** The page has a language for every header and cookie that a browser may send. */
class LanguageFuzzTest {

    private final Languages languages =
            new Languages(List.of(new Language("en", Map.of()), new Language("es", Map.of())));

    @FuzzTest
    void findsOneForAnyHeader(byte[] header) {
        String value = new String(header, ISO_8859_1);

        assertThat(languages.choose(null, value).tag()).isIn("en", "es");
        assertThat(languages.choose(value, null).tag()).isEqualTo(value.equals("es") ? "es" : "en");
    }
}
