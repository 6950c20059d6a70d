package org.satbuddy.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Any body is either understood or refused as invalid. No other exception is thrown. */
class JsonInputFuzzTest {

    private static final String VALID = "{\"message\": \"a\\u00e9\\n\", \"images\": [\"x\", null, 7],"
            + " \"history\": [{\"role\": \"user\", \"content\": \"b\"}], \"mode\": \"hint\", \"n\": -1.5e300}";

    @Property
    void survivesAnyBytes(@ForAll byte[] body) {
        read(body);
    }

    @Property
    void survivesAnythingThatLooksLikeJson(
            @ForAll
                    @Chars({'{', '}', '[', ']', '"', ':', ',', '\\', 'u', 'd', '8', '0', '-', '.', 'e', 't', ' ', '\0'})
                    @StringLength(max = 60)
                    String text) {
        read(text.getBytes(UTF_8));
        read(("{\"message\": " + text + "}").getBytes(UTF_8));
    }

    @Property
    void survivesAValidBodyWithOneByteChanged(@ForAll @IntRange(max = 140) int position, @ForAll byte value) {
        byte[] body = VALID.getBytes(UTF_8);
        body[position % body.length] = value;
        read(body);
    }

    @Property
    void survivesAValidBodyCutOff(@ForAll @IntRange(max = 140) int length) {
        read(VALID.substring(0, Math.min(length, VALID.length())).getBytes(UTF_8));
    }

    private static void read(byte[] body) {
        try {
            JsonInput.read(new ByteArrayInputStream(body), input -> {
                input.requiredText("message", 20);
                input.texts("images", 3, 10);
                input.optionalWord("mode", Set.of("hint"));
                return input.lastObjects("history", 2, turn -> turn.requiredText("content", 10));
            });
        } catch (InvalidInput refused) {
            Problem.of(refused).json("/ai/chat/message/");
        }
    }
}
