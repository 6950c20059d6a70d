package org.satbuddy.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.satbuddy.provider.CompatibleServer.plain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.satbuddy.standin.Reply;

/** Local models write steadily and slowly. */
@Timeout(60)
class SlowModelTest {

    private static final int PAUSE_MILLIS = 100;

    /** A call with text may take three times as long: 3 s. */
    private static final CallHarness.TimeLimits LIMITS =
            new CallHarness.TimeLimits(Duration.ofMillis(800), Duration.ofSeconds(1));

    @Test
    void readsOnWhileTextComes() {
        CallResult result = ask(stream(15));

        assertThat(result.outcome()).startsWith("word word ");
        assertThat(result.requests()).hasSize(1);
    }

    /** Asking again would take as long, and the student keeps what has been written. */
    @Test
    void isNotAskedAgainIfItIsFarTooSlow() {
        CallResult result = ask(stream(60));

        assertThat(result.outcome()).isEqualTo("timeout");
        assertThat(result.shown()).hasSizeGreaterThan(10);
        assertThat(result.left()).isTrue();
    }

    /** A reply that comes as a whole is silent until it is complete. */
    @Test
    void waitsForAQuestionUntilTheDeadline() {
        String answer = "{\"choices\":[{\"message\":{\"content\":\"{}\"},\"finish_reason\":\"stop\"}]}";
        try (var harness = new CallHarness(
                new OpenAiCall(),
                server -> plain(server, "/", "a-key"),
                new CallHarness.TimeLimits(Duration.ofMillis(300), Duration.ofSeconds(20)))) {
            Reply reply =
                    Reply.chunks("application/json", List.of(" ".getBytes(UTF_8), answer.getBytes(UTF_8)), 1_000, true);
            assertThat(harness.ask(SamplePrompts.question(), reply).outcome()).isEqualTo("{}");
        }
    }

    private static CallResult ask(Reply reply) {
        try (var harness = new CallHarness(new OpenAiCall(), server -> plain(server, "/", "a-key"), LIMITS)) {
            return harness.ask(SamplePrompts.text(), reply);
        }
    }

    private static Reply stream(int words) {
        var events = new ArrayList<byte[]>();
        for (int i = 0; i < words; i++) {
            events.add("data: {\"choices\":[{\"delta\":{\"content\":\"word \"}}]}\n\n".getBytes(UTF_8));
        }
        events.add("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n".getBytes(UTF_8));
        return Reply.chunks("text/event-stream", events, PAUSE_MILLIS, true);
    }
}
