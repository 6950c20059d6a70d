package org.satbuddy.provider;

import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import org.satbuddy.task.Attachment;

/** What the bodies of all wire formats are made with. */
final class RequestBody {

    /** Tokens of an answer at most, those of reasoning included. */
    static final int MOST_TOKENS = 8192;

    private static final JsonGeneratorFactory JSON = JsonProvider.provider().createGeneratorFactory(Map.of());

    private RequestBody() {}

    /** @param fields writes the fields of the one object */
    static byte[] of(Consumer<JsonGenerator> fields) {
        var bytes = new ByteArrayOutputStream(8192);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            fields.accept(json);
            json.writeEnd();
        }
        return bytes.toByteArray();
    }

    /** A block of text among others, as OpenAI and Anthropic write it. */
    static void text(JsonGenerator json, String text) {
        json.writeStartObject().write("type", "text").write("text", text).writeEnd();
    }

    static String base64(Attachment image) {
        return Base64.getEncoder().encodeToString(image.bytes());
    }
}
