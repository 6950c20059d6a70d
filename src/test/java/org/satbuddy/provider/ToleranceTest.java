package org.satbuddy.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.satbuddy.provider.CompatibleServer.plain;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.standin.Reply;

/** Reads what servers in use reply, where it is clear what they mean. */
@Timeout(60)
class ToleranceTest {

    private static final String TEXT = "data: {\"choices\":[{\"delta\":{\"content\":\"A slope \"}}]}\n\n";
    private static final String MORE = "data: {\"choices\":[{\"delta\":{\"content\":\"is steep.\"}}]}\n\n";
    private static final String STOP = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    private final CallHarness harness =
            new CallHarness(new OpenAiCall(), server -> plain(server, "/", "a-key"), CallHarness.GENEROUS);

    @AfterEach
    void close() {
        harness.close();
    }

    static Stream<Arguments> replies() {
        return Stream.of(
                reply("no finish reason, but [DONE]", "text/event-stream", TEXT + MORE + DONE),
                reply(
                        "no finish reason, and [DONE] without a line end",
                        "text/event-stream",
                        TEXT + MORE + "data: [DONE]"),
                reply("no media type of a stream", "application/json", TEXT + MORE + STOP + DONE),
                reply("text/plain", "text/plain", TEXT + MORE + STOP + DONE),
                reply("a comment first", "application/octet-stream", ": hello\n\n" + TEXT + MORE + STOP),
                reply("no blank lines", "text/event-stream", (TEXT + MORE + STOP + DONE).replace("\n\n", "\n")),
                reply(
                        "parts and strings",
                        "text/event-stream",
                        "data: {\"choices\":[{\"delta\":{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\","
                                + "\"text\":\"Hm.\"}]}]}}]}\n\ndata: {\"choices\":[{\"delta\":{\"content\":[{\"type\":\"text\","
                                + "\"text\":\"A slope \"}]}}]}\n\n" + MORE + STOP),
                reply(
                        "a whole message of parts",
                        "application/json",
                        "{\"choices\":[{\"message\":{\"content\":[{\"type\":\"thinking\",\"thinking\":[]},{\"type\":\"text\","
                                + "\"text\":\"A slope is steep.\"}]},\"finish_reason\":\"stop\"}]}"),
                reply(
                        "a whole message instead of a stream, without a reason",
                        "text/event-stream",
                        "{\"choices\":[{\"message\":{\"content\":\"A slope is steep.\"},\"finish_reason\":null}]}"),
                reply(
                        "messages instead of deltas",
                        "text/event-stream",
                        (TEXT + MORE + STOP).replace("\"delta\"", "\"message\"")),
                reply(
                        "thoughts in tags",
                        "text/event-stream",
                        TEXT.replace("A slope ", "<think>Hm.</think>\\n\\nA slope ") + MORE + STOP),
                reply(
                        "thoughts without an opening tag",
                        "text/event-stream",
                        TEXT.replace("A slope ", "Hm. ")
                                + TEXT.replace("A slope ", "So.</think>A slope ")
                                + MORE
                                + STOP));
    }

    private static Arguments reply(String what, String type, String body) {
        return Arguments.of(what, Reply.whole(200, type, body));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("replies")
    void reads(String what, Reply reply) {
        CallResult result = harness.ask(SamplePrompts.text(), reply);

        assertThat(result.outcome()).isEqualTo("A slope is steep.");
        assertThat(result.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "STOP", "eos", "eos_token", "end_turn", "stop_sequence", "completed"})
    void knowsTheWordsForAGoodEnd(String reason) {
        Reply reply = Reply.whole(200, "text/event-stream", TEXT + MORE + STOP.replace("stop", reason));
        assertThat(harness.ask(SamplePrompts.text(), reply).outcome()).isEqualTo("A slope is steep.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"length", "max_tokens", "model_length", "MAX_TOKENS"})
    void knowsTheWordsForTooLong(String reason) {
        Reply reply = Reply.whole(200, "text/event-stream", TEXT + STOP.replace("stop", reason));
        assertThat(harness.ask(SamplePrompts.text(), reply).outcome()).isEqualTo("too_long");
    }

    @Test
    void acceptsNoEndWithoutText() {
        assertThat(harness.ask(SamplePrompts.text(), Reply.whole(200, "text/event-stream", DONE))
                        .outcome())
                .isEqualTo("soon");
    }

    @Test
    void acceptsNoStreamThatBreaksOff() {
        assertThat(harness.ask(SamplePrompts.text(), Reply.whole(200, "text/event-stream", TEXT + MORE))
                        .outcome())
                .isEqualTo("soon");
    }

    /** The first such reply shows thoughts for a moment. The next shows none. */
    @Test
    void remembersThatAServerBeginsWithinThoughts() {
        Reply reply = Reply.whole(
                200,
                "text/event-stream",
                TEXT.replace("A slope ", "Hm. ") + TEXT.replace("A slope ", "So.</think>A slope ") + MORE + STOP);

        assertThat(harness.ask(SamplePrompts.text(), reply).shown()).contains("Hm. ");
        assertThat(harness.ask(SamplePrompts.text(), reply).shown()).isEqualTo(List.of("A slope ", "is steep."));
    }

    /** The filter of a school answers so, and so does a wrong address. */
    @ParameterizedTest
    @ValueSource(
            strings = {"<!DOCTYPE html><title>Blocked</title>", "\n <html>Sign in</html>", "<?xml version=\"1.0\"?><e/>"
            })
    void asksNoSecondTimeWhereAWebPageAnswers(String page) {
        assertThat(harness.ask(SamplePrompts.text(), Reply.whole(200, "text/html", page))
                        .outcome())
                .isEqualTo("provider_rejected");
    }
}
