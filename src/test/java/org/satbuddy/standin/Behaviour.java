package org.satbuddy.standin;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.satbuddy.standin.types.Json;

/** The faults that a message can ask for by name in square brackets. */
enum Behaviour {
    /** Too many requests: once unless the message says otherwise. */
    RATE_LIMIT(
            "429",
            (request, directives) -> new Refusal(
                            429,
                            "Rate limit reached for requests. Please try again later.",
                            "requests",
                            null,
                            "rate_limit_exceeded")
                    .reply(retryAfter(directives))),
    /** The account has no money left, so waiting does not help. */
    QUOTA(
            "quota",
            (request, directives) -> new Refusal(
                            429,
                            "You exceeded your current quota, please check your plan and billing details.",
                            "insufficient_quota",
                            null,
                            "insufficient_quota")
                    .reply()),
    BAD_REQUEST(
            "400",
            (request, directives) -> Refusal.invalid("This request is refused as asked.", "messages", "invalid_value")
                    .reply()),
    BAD_KEY(
            "401",
            (request, directives) -> new Refusal(
                            401, "Incorrect API key provided.", "invalid_request_error", null, "invalid_api_key")
                    .reply()),
    NO_MODEL(
            "404",
            (request, directives) -> new Refusal(
                            404, "The model does not exist.", "invalid_request_error", null, "model_not_found")
                    .reply()),
    BROKEN("500", (request, directives) -> serverError(500).reply()),
    GATEWAY("502", (request, directives) -> Reply.whole(502, "text/html", "<html><h1>502 Bad Gateway</h1></html>")),
    UNAVAILABLE("503", (request, directives) -> serverError(503).reply(retryAfter(directives))),
    OVERLOADED("529", (request, directives) -> serverError(529).reply()),
    /** Azure's refusal of a prompt before any answer. */
    PROMPT_FILTER(
            "400 filter",
            (request, directives) -> Refusal.invalid(
                            "The response was filtered due to the prompt triggering the content management policy.",
                            "prompt",
                            "content_filter")
                    .reply()),
    /** Accepts the request and never answers. */
    HANG("hang", (request, directives) -> Reply.silence()),
    /** Sends a head, then nothing. */
    HANG_AFTER_HEAD(
            "hang after head",
            (request, directives) ->
                    new Reply(List.of(Reply.head(200, "application/json", 1000)), Reply.Ending.SILENCE)),
    /** Sends a byte a second for days, so that no read times out. */
    DRIP(
            "drip",
            (request, directives) -> new Reply(
                    Reply.repeated(Reply.head(200, "application/json", 1_000_000), 1_000_000, 1000, new byte[] {' '}),
                    Reply.Ending.CLOSE)),
    GARBAGE(
            "garbage",
            (request, directives) -> Reply.whole(200, "application/json", "{\"choices\":[{\"message\" oh dear \u0000")),
    HTML("html", (request, directives) -> Reply.whole(200, "text/html", "<html><body>Please sign in</body></html>")),
    REDIRECT("redirect", (request, directives) -> Reply.whole(302, "text/plain", "", "Location: /elsewhere")),
    REFUSAL(
            "refusal",
            (request, directives) -> Completion.reply(request, null, "I'm sorry, I can't help with that.", "stop")),
    FILTER("filter", (request, directives) -> Completion.reply(request, "", null, "content_filter")),
    /** A filter that cuts the answer off in the middle. */
    LATE_FILTER(
            "filter late", (request, directives) -> Completion.reply(request, half(request), null, "content_filter")),
    LENGTH("length", (request, directives) -> Completion.reply(request, half(request), null, "length")),
    /** Stops in the middle of the body, as if the provider had died. */
    CUT(
            "cut",
            (request, directives) -> request.stream()
                    ? Completion.cutStream(request)
                    : new Reply(
                            List.of(
                                    Reply.head(200, "application/json", 1000),
                                    new Reply.Step(0, "{\"id\":\"chatcmpl-".getBytes(StandardCharsets.UTF_8))),
                            Reply.Ending.CLOSE)),
    /** An error inside a stream that began well. */
    STREAM_ERROR("stream error", (request, directives) -> Completion.streamWithError(request, serverError(500))),
    /** One hundred megabytes of white space, as fast as the client reads. */
    HUGE("100mb", (request, directives) -> Reply.blanks(200, "application/json", 100)),
    /** The connection is reset before any answer. */
    RESET("reset", (request, directives) -> Reply.reset()),
    EMPTY("empty", (request, directives) -> Completion.reply(request, "", null, "stop")),
    NO_CHOICES(
            "no choices",
            (request, directives) -> Reply.json(200, Json.object("object", "chat.completion", "choices", List.of()))),
    /** A question with two equal options. Its key names none of its options. */
    BAD_QUESTION(
            "bad question", (request, directives) -> Completion.reply(request, SampleQuestion.bad(), null, "stop")),
    /** Prose where JSON was asked for. */
    PROSE(
            "prose",
            (request, directives) -> Completion.reply(request, "Certainly! Here is a question for you.", null, "stop"));

    private final String word;
    private final BiFunction<CompletionRequest, Directives, Reply> reply;

    Behaviour(String word, BiFunction<CompletionRequest, Directives, Reply> reply) {
        this.word = word;
        this.reply = reply;
    }

    static Optional<Behaviour> of(String name) {
        return Arrays.stream(values())
                .filter(b -> b.word.equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    Reply reply(CompletionRequest request, Directives directives) {
        return reply.apply(request, directives);
    }

    private static String[] retryAfter(Directives directives) {
        return directives.retryAfter().equals("none")
                ? new String[0]
                : new String[] {"Retry-After: " + directives.retryAfter()};
    }

    private static Refusal serverError(int status) {
        return new Refusal(
                status, "The server had an error while processing your request.", "server_error", null, null);
    }

    private static String half(CompletionRequest request) {
        String content = Completion.content(request);
        return content.substring(0, content.length() / 2);
    }
}
