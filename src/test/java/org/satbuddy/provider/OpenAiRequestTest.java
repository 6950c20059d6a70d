package org.satbuddy.provider;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.satbuddy.task.Attachment;
import org.satbuddy.task.Turn.Role;
import org.satbuddy.tutor.Prompt;
import org.satbuddy.tutor.Prompt.Message;

class OpenAiRequestTest {

    private static JsonObject write(JsonObject schema, Message... messages) {
        return write(Dialect.WHOLE, schema, messages);
    }

    private static JsonObject write(Dialect dialect, JsonObject schema, Message... messages) {
        var prompt = new Prompt("Be kind.", List.of(messages), schema, null, Instant.MAX, false);
        return LenientJson.object(OpenAiRequest.write(prompt, "small-1", dialect));
    }

    @Test
    void writesTheTurnsAfterTheSystemPrompt() {
        JsonObject request = write(
                null,
                new Message(Role.USER, "What is \"1+1\"?", List.of()),
                new Message(Role.ASSISTANT, "2", List.of()),
                new Message(Role.USER, "Why?", List.of()));

        assertThat(request.getString("model")).isEqualTo("small-1");
        assertThat(request.getJsonArray("messages").toString())
                .isEqualTo("[{\"role\":\"system\",\"content\":\"Be kind.\"},"
                        + "{\"role\":\"user\",\"content\":\"What is \\\"1+1\\\"?\"},"
                        + "{\"role\":\"assistant\",\"content\":\"2\"},"
                        + "{\"role\":\"user\",\"content\":\"Why?\"}]");
        assertThat(request.getInt("max_completion_tokens")).isPositive();
        assertThat(request).doesNotContainKeys("response_format", "max_tokens", "tools", "user");
    }

    @Test
    void sendsImagesAsDataAfterTheText() {
        var image = new Attachment("an-id", "image/png", new byte[] {1, 2, 3});

        JsonObject request = write(null, new Message(Role.USER, "Look", List.of(image)));

        assertThat(request.getJsonArray("messages")
                        .getJsonObject(1)
                        .get("content")
                        .toString())
                .isEqualTo("[{\"type\":\"text\",\"text\":\"Look\"},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AQID\"}}]");
    }

    @Test
    void asksForAStreamWithItsUsage() {
        JsonObject request = write(null, new Message(Role.USER, "Hi", List.of()));

        assertThat(request.getBoolean("stream")).isTrue();
        assertThat(request.get("stream_options")).hasToString("{\"include_usage\":true}");
    }

    @Test
    void asksForJsonOfASchemaInOnePiece() {
        JsonObject schema = Json.createObjectBuilder().add("type", "object").build();

        JsonObject request = write(schema, new Message(Role.USER, "One question", List.of()));

        assertThat(request.get("response_format"))
                .hasToString("{\"type\":\"json_schema\",\"json_schema\":"
                        + "{\"name\":\"question\",\"strict\":true,\"schema\":{\"type\":\"object\"}}}");
        assertThat(request).doesNotContainKeys("stream", "stream_options");
    }

    @Test
    void asksForAnyJsonObjectIfSchemasAreUnknown() {
        JsonObject schema = Json.createObjectBuilder().add("type", "object").build();

        JsonObject request = write(
                Dialect.WHOLE.without(Dialect.Feature.SCHEMA),
                schema,
                new Message(Role.USER, "One question", List.of()));

        assertThat(request.get("response_format")).hasToString("{\"type\":\"json_object\"}");
        assertThat(request).doesNotContainKeys("stream", "stream_options");
    }

    @Test
    void asksForAStreamWhetherSchemasAreKnownOrNot() {
        JsonObject request =
                write(Dialect.WHOLE.without(Dialect.Feature.SCHEMA), null, new Message(Role.USER, "Hi", List.of()));

        assertThat(request.getBoolean("stream")).isTrue();
        assertThat(request).doesNotContainKey("response_format");
    }
}
