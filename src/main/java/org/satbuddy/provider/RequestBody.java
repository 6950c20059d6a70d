package org.satbuddy.provider;

import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.satbuddy.task.Attachment;
import org.satbuddy.task.Work;
import org.satbuddy.tutor.Prompt;

/** Helps all wire formats to write request bodies. */
final class RequestBody {

    /** The most tokens of an answer, including those of reasoning. */
    static final int MOST_TOKENS = Work.MOST_TOKENS;

    private static final JsonGeneratorFactory JSON = JsonProvider.provider().createGeneratorFactory(Map.of());

    private RequestBody() {}

    /** @param fields writes the fields of the top-level object */
    static byte[] of(Consumer<JsonGenerator> fields) {
        var bytes = new ByteArrayOutputStream(8192);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            fields.accept(json);
            json.writeEnd();
        }
        return bytes.toByteArray();
    }

    /** The messages. If the server knows no system role, the rules stand before the first of them. */
    static List<Prompt.Message> messages(Prompt prompt, Dialect dialect) {
        if (dialect.knows(Dialect.Feature.SYSTEM)) {
            return prompt.messages();
        }
        var messages = new ArrayList<>(prompt.messages());
        Prompt.Message first = messages.get(0);
        messages.set(0, new Prompt.Message(first.role(), prompt.system() + "\n\n" + first.text(), first.images()));
        return messages;
    }

    /** Writes a block of text, as OpenAI and Anthropic define it. */
    static void text(JsonGenerator json, String text) {
        json.writeStartObject().write("type", "text").write("text", text).writeEnd();
    }

    static String base64(Attachment image) {
        return Base64.getEncoder().encodeToString(image.bytes());
    }
}
