package org.satbuddy.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.satbuddy.task.Turn;
import org.satbuddy.tutor.Prompt;

/** Hidden personal data is restored exactly, however the reply is cut into pieces. */
class PseudonymsFuzzTest {

    private static final List<String> NAMES = List.of("Anne-Marie O'Neill", "Dwayne \"Rock\" Stone");

    @FuzzTest
    void restoresWhatItHid(byte[] written) {
        String[] texts = new String(written, UTF_8).split("\0", 4);
        var prompt = new Prompt(
                "",
                Stream.of(texts)
                        .map(text -> new Prompt.Message(Turn.Role.USER, text, List.of()))
                        .toList(),
                null,
                null,
                Instant.MAX,
                false);
        Pseudonyms pseudonyms = Pseudonyms.of(prompt, NAMES);

        for (int i = 0; i < texts.length; i++) {
            String hidden = pseudonyms.hidden().messages().get(i).text();
            assertThat(pseudonyms.restore(hidden)).isEqualTo(texts[i]);
            assertThat(inPieces(pseudonyms, hidden, 1)).isEqualTo(texts[i]);
            assertThat(inPieces(pseudonyms, hidden, 7)).isEqualTo(texts[i]);
        }
    }

    private static String inPieces(Pseudonyms pseudonyms, String text, int size) {
        PlaceholderRestorer restorer = pseudonyms.restorer();
        var restored = new StringBuilder();
        for (int at = 0; at < text.length(); at += size) {
            restored.append(restorer.feed(text.substring(at, Math.min(at + size, text.length()))));
        }
        return restored.append(restorer.flush()).toString();
    }
}
