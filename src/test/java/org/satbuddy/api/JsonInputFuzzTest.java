package org.satbuddy.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Any body is either understood as the JSON that it is, or refused as invalid. */
class JsonInputFuzzTest {

    private record Body(String message, List<String> images, String mode, List<String> history) {}

    @FuzzTest
    void readsOrRefusesAnyBody(byte[] bytes) {
        Body body;
        try {
            body = JsonInput.read(new ByteArrayInputStream(bytes), JsonInputFuzzTest::body);
        } catch (InvalidInput refused) {
            JsonObject problem =
                    json(new ByteArrayInputStream(Problem.of(refused).json("/ai/chat/message/")));
            assertThat(problem.getString("error")).isNotBlank();
            assertThat(refused.fields()).hasSizeLessThanOrEqualTo(20);
            return;
        }
        JsonObject same = json(new ByteArrayInputStream(bytes));
        assertThat(body.message()).isEqualTo(same.getString("message")).isNotBlank();
        assertThat(body.images()).isEqualTo(texts(same.get("images")));
        assertThat(body.mode()).isIn(null, "hint", "explain");
        if (body.history() != null) {
            assertThat(body.history()).hasSizeLessThanOrEqualTo(2).isSubsetOf(contents(same));
        }
    }

    private static Body body(JsonInput input) {
        return new Body(
                input.requiredText("message", 20),
                input.texts("images", 3, 10),
                input.optionalWord("mode", Set.of("hint", "explain")),
                input.lastObjects("history", 2, turn -> turn.requiredText("content", 10)));
    }

    private static JsonObject json(InputStream bytes) {
        try (var reader = JsonOutput.JSON.createReader(bytes)) {
            return reader.readObject();
        }
    }

    private static List<String> texts(JsonValue list) {
        return list == null || list == JsonValue.NULL
                ? List.of()
                : list.asJsonArray().getValuesAs(JsonString::getString);
    }

    private static List<String> contents(JsonObject object) {
        var contents = new ArrayList<String>();
        for (JsonValue turn : object.getJsonArray("history")) {
            if (turn instanceof JsonObject fields && fields.get("content") instanceof JsonString content) {
                contents.add(content.getString());
            }
        }
        return contents;
    }
}
