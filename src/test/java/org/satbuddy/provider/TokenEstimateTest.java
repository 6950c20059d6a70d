package org.satbuddy.provider;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.satbuddy.task.Attachment;
import org.satbuddy.task.Turn;
import org.satbuddy.tutor.Prompt;

class TokenEstimateTest {

    private static Prompt prompt(JsonObject schema, Attachment... images) {
        var earlier = new Prompt.Message(Turn.Role.ASSISTANT, "a".repeat(400), List.of());
        var now = new Prompt.Message(Turn.Role.USER, "b".repeat(200), List.of(images));
        return new Prompt("c".repeat(200), List.of(earlier, now), schema, null, Instant.MAX, false);
    }

    @Test
    void countsFourCharactersAsAToken() {
        assertThat(TokenEstimate.of(prompt(null))).isEqualTo(200);
    }

    @Test
    void countsTheSchemaThatIsSent() {
        var schema = Json.createObjectBuilder().add("title", "d".repeat(388)).build();

        assertThat(TokenEstimate.of(prompt(schema))).isEqualTo(300);
    }

    @Test
    void countsAThousandTokensForAnImage() {
        var image = new Attachment("1", "image/png", new byte[0]);

        assertThat(TokenEstimate.of(prompt(null, image, image))).isEqualTo(2_200);
    }
}
