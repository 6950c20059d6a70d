package org.satbuddy.provider;

import jakarta.json.stream.JsonGenerator;
import java.util.Locale;
import org.satbuddy.provider.Dialect.Feature;
import org.satbuddy.task.Attachment;
import org.satbuddy.tutor.Prompt;

/** Writes a prompt as the body of {@code POST /chat/completions}. */
final class OpenAiRequest {

    private OpenAiRequest() {}

    /**
     * Writes the request. The limit on tokens is sent as {@code max_completion_tokens}, the only name that OpenAI's
     * current models accept. Some servers that do not know this name ignore it. For them, the deadline and the bound on
     * the reply apply.
     */
    static byte[] write(Prompt prompt, String model, Dialect dialect) {
        return RequestBody.of(json -> {
            json.write("model", model);
            json.writeStartArray("messages");
            if (dialect.knows(Feature.SYSTEM)) {
                json.writeStartObject()
                        .write("role", "system")
                        .write("content", prompt.system())
                        .writeEnd();
            }
            RequestBody.messages(prompt, dialect).forEach(message -> message(json, message));
            json.writeEnd();
            if (prompt.wantsJson()) {
                format(json, prompt, dialect);
            } else if (dialect.knows(Feature.STREAM)) {
                stream(json, dialect);
            }
            if (dialect.knows(Feature.COMPLETION_TOKENS)) {
                json.write("max_completion_tokens", dialect.tokens());
            } else if (dialect.knows(Feature.TOKEN_LIMIT)) {
                json.write("max_tokens", dialect.tokens());
            }
        });
    }

    private static void stream(JsonGenerator json, Dialect dialect) {
        json.write("stream", true);
        if (dialect.knows(Feature.STREAM_OPTIONS)) {
            json.writeStartObject("stream_options").write("include_usage", true).writeEnd();
        }
    }

    /** Without a schema, the server is asked for a JSON object. The prompt describes it. */
    private static void format(JsonGenerator json, Prompt prompt, Dialect dialect) {
        if (dialect.knows(Feature.SCHEMA)) {
            schema(json, prompt);
        } else if (dialect.knows(Feature.JSON)) {
            json.writeStartObject("response_format")
                    .write("type", "json_object")
                    .writeEnd();
        }
    }

    private static void schema(JsonGenerator json, Prompt prompt) {
        json.writeStartObject("response_format")
                .write("type", "json_schema")
                .writeStartObject("json_schema")
                .write("name", "question")
                .write("strict", true)
                .write("schema", prompt.schema())
                .writeEnd()
                .writeEnd();
    }

    private static void message(JsonGenerator json, Prompt.Message message) {
        json.writeStartObject().write("role", message.role().name().toLowerCase(Locale.ROOT));
        if (message.images().isEmpty()) {
            json.write("content", message.text());
        } else {
            json.writeStartArray("content");
            RequestBody.text(json, message.text());
            message.images().forEach(image -> image(json, image));
            json.writeEnd();
        }
        json.writeEnd();
    }

    private static void image(JsonGenerator json, Attachment image) {
        json.writeStartObject()
                .write("type", "image_url")
                .writeStartObject("image_url")
                .write("url", "data:" + image.mediaType() + ";base64," + RequestBody.base64(image))
                .writeEnd()
                .writeEnd();
    }
}
