package org.satbuddy.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

/** The page has a language for every header that a browser may send. */
class LanguageFuzzTest {

    private final Languages languages =
            new Languages(List.of(new Language("en", Map.of()), new Language("es", Map.of())));

    @Property
    void findsOneForAnyHeader(@ForAll String accepted, @ForAll String chosen) {
        assertThat(languages.choose(chosen, accepted).tag()).isIn("en", "es");
    }

    @Property
    void findsOneForTextLikeAHeader(
            @ForAll
                    @Chars({'e', 's', 'n', 'x', '-', '_', '*', ',', ';', 'q', '=', '0', '1', '.', ' ', '\t'})
                    @StringLength(max = 30)
                    String accepted) {
        assertThat(languages.choose(null, accepted).tag()).isIn("en", "es");
    }
}
