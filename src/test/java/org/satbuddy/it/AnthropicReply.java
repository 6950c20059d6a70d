package org.satbuddy.it;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;

/** Replies of Anthropic's Messages API. */
final class AnthropicReply {

    private AnthropicReply() {}

    static ResponseDefinitionBuilder says(String text) {
        return says(text, "end_turn");
    }

    static ResponseDefinitionBuilder says(String text, String stopReason) {
        var block = Json.createObjectBuilder().add("type", "text").add("text", text);
        var usage = Json.createObjectBuilder().add("input_tokens", 11).add("output_tokens", 7);
        return reply(
                200,
                Json.createObjectBuilder()
                        .add("id", "msg_1")
                        .add("type", "message")
                        .add("role", "assistant")
                        .add("model", "stand-in-a")
                        .add("content", Json.createArrayBuilder().add(block))
                        .add("stop_reason", stopReason)
                        .addNull("stop_sequence")
                        .add("usage", usage));
    }

    /** A stream that is slow enough for a follower to see its text, and then breaks off. */
    static ResponseDefinitionBuilder breaksOffAfter(String text) {
        var delta = Json.createObjectBuilder().add("type", "text_delta").add("text", text);
        var begun = Json.createObjectBuilder()
                .add("type", "content_block_delta")
                .add("index", 0)
                .add("delta", delta);
        String event = "event: content_block_delta\ndata: " + begun.build() + "\n\n";
        String nothing = "event: ping\ndata: {\"type\": \"ping\"}\n\n";
        return aResponse()
                .withHeader("Content-Type", "text/event-stream")
                .withBody(event + nothing.repeat(20))
                .withChunkedDribbleDelay(8, 800);
    }

    static ResponseDefinitionBuilder fails(int status, String type) {
        return fails(status, type, "");
    }

    /** @param sentence the message of the error, which no student should see */
    static ResponseDefinitionBuilder fails(int status, String type, String sentence) {
        return fails(status, error(type, sentence));
    }

    static ResponseDefinitionBuilder limited(int seconds) {
        return withRetryAfter(fails(429, "rate_limit_error"), seconds);
    }

    static ResponseDefinitionBuilder overloaded(int seconds) {
        return withRetryAfter(fails(529, "overloaded_error"), seconds);
    }

    /**
     * The headers show a limit that is nearly reached, which explains the failure. Otherwise the server would assume a
     * lower limit for minutes.
     */
    private static ResponseDefinitionBuilder withRetryAfter(ResponseDefinitionBuilder failure, int seconds) {
        return failure.withHeader("Retry-After", Integer.toString(seconds))
                .withHeader("anthropic-ratelimit-requests-limit", "100000")
                .withHeader("anthropic-ratelimit-requests-remaining", "15000");
    }

    /** The month's budget is used up. Waiting does not help, although the status 429 suggests it. */
    static ResponseDefinitionBuilder budgetUsedUp() {
        var details = Json.createObjectBuilder().add("error_code", "enforced_spend_limit_reached");
        return fails(429, error("rate_limit_error", "").add("details", details));
    }

    private static JsonObjectBuilder error(String type, String sentence) {
        return Json.createObjectBuilder()
                .add("type", type)
                .add("message", "secret detail: " + sentence + " secret detail");
    }

    private static ResponseDefinitionBuilder fails(int status, JsonObjectBuilder error) {
        return reply(status, Json.createObjectBuilder().add("type", "error").add("error", error));
    }

    private static ResponseDefinitionBuilder reply(int status, JsonObjectBuilder body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body.build().toString());
    }
}
