package org.satbuddy.provider;

import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.satbuddy.task.Attachment;
import org.satbuddy.tutor.Prompt;

/** Writes a prompt as the body of {@code POST /chat/completions}. */
final class OpenAiRequest {

    /**
     * Tokens of an answer at most, those of reasoning included. Sent as {@code max_completion_tokens}, the only name that
     * OpenAI's current models take; servers that do not know it ignore it, and are bounded by the deadline and the size of
     * the reply.
     */
    private static final int MOST_TOKENS = 8192;

    private static final JsonGeneratorFactory JSON = JsonProvider.provider().createGeneratorFactory(Map.of());

    private OpenAiRequest() {}

    static byte[] write(Prompt prompt, String model) {
        var bytes = new ByteArrayOutputStream(8192);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject().write("model", model);
            json.writeStartArray("messages");
            json.writeStartObject()
                    .write("role", "system")
                    .write("content", prompt.system())
                    .writeEnd();
            prompt.messages().forEach(message -> message(json, message));
            json.writeEnd();
            if (prompt.format() == Prompt.Format.JSON) {
                json.writeStartObject("response_format")
                        .write("type", "json_object")
                        .writeEnd();
            }
            json.write("max_completion_tokens", MOST_TOKENS).writeEnd();
        }
        return bytes.toByteArray();
    }

    private static void message(JsonGenerator json, Prompt.Message message) {
        json.writeStartObject().write("role", message.role().name().toLowerCase(Locale.ROOT));
        if (message.images().isEmpty()) {
            json.write("content", message.text());
        } else {
            json.writeStartArray("content");
            json.writeStartObject()
                    .write("type", "text")
                    .write("text", message.text())
                    .writeEnd();
            message.images().forEach(image -> image(json, image));
            json.writeEnd();
        }
        json.writeEnd();
    }

    private static void image(JsonGenerator json, Attachment image) {
        String data = Base64.getEncoder().encodeToString(image.bytes());
        json.writeStartObject()
                .write("type", "image_url")
                .writeStartObject("image_url")
                .write("url", "data:" + image.mediaType() + ";base64," + data)
                .writeEnd()
                .writeEnd();
    }
}
