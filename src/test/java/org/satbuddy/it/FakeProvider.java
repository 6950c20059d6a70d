package org.satbuddy.it;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A fake provider. Tests choose its replies by a word in the prompt. */
final class FakeProvider implements AutoCloseable {

    private final String base;
    private final String path;

    private final HeldReplies held = new HeldReplies();

    private final WireMockServer server = new WireMockServer(options()
            .bindAddress("127.0.0.1")
            .port(freePort())
            .containerThreads(100)
            .extensions(held));

    private FakeProvider(String base, String resource) {
        this.base = base;
        this.path = base + resource;
        server.start();
    }

    /** An OpenAI-compatible provider. */
    FakeProvider() {
        this("/v1", "/chat/completions");
    }

    /** A provider with Anthropic's Messages API. */
    static FakeProvider anthropic() {
        return new FakeProvider("", "/v1/messages");
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getOptions().portNumber() + base;
    }

    /** Refuses connections from now on. */
    void goDown() {
        server.stop();
    }

    /** Accepts connections again, with the same replies. */
    void comeBack() {
        server.start();
    }

    /** Answers prompts that contain {@code word}. */
    void when(String word, ResponseDefinitionBuilder response) {
        server.stubFor(post(urlEqualTo(path)).withRequestBody(containing(word)).willReturn(response));
    }

    /** Answers the first prompt that contains {@code word} with {@code first}, and later ones with {@code then}. */
    void whenFirst(String word, ResponseDefinitionBuilder first, ResponseDefinitionBuilder then) {
        server.stubFor(post(urlEqualTo(path))
                .withRequestBody(containing(word))
                .inScenario(word)
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(first)
                .willSetStateTo("then"));
        server.stubFor(post(urlEqualTo(path))
                .withRequestBody(containing(word))
                .inScenario(word)
                .whenScenarioStateIs("then")
                .willReturn(then));
    }

    /** Keeps {@code response} back until the test calls {@link #release} with that word. */
    ResponseDefinitionBuilder held(String word, ResponseDefinitionBuilder response) {
        return held.hold(word, response);
    }

    /** Sends the replies that are held for {@code word}. */
    void release(String word) {
        held.release(word);
    }

    int calls(String word) {
        return server.countRequestsMatching(postRequestedFor(urlEqualTo(path))
                        .withRequestBody(containing(word))
                        .build())
                .getCount();
    }

    /** Counts calls of any method. */
    int callsTo(String anyPath) {
        return server.countRequestsMatching(
                        RequestPatternBuilder.newRequestPattern(RequestMethod.ANY, urlEqualTo(anyPath))
                                .build())
                .getCount();
    }

    List<String> bodies(String word) {
        return server.findAll(postRequestedFor(urlEqualTo(path)).withRequestBody(containing(word))).stream()
                .map(request -> request.getBodyAsString())
                .toList();
    }

    /** A practice question whose key is C. */
    static JsonObjectBuilder question(String stem) {
        return Json.createObjectBuilder()
                .add("question", stem)
                .add(
                        "options",
                        Json.createObjectBuilder()
                                .add("A", "\\(x = 1\\)")
                                .add("B", "\\(x = 2\\)")
                                .add("C", "\\(x = 3\\)")
                                .add("D", "\\(x = 4\\)"))
                .add("correct_answer", "C")
                .add("explanation", "Divide both sides by 2: \\(x = 3\\).")
                .add("difficulty", "easy")
                .add("type", "mcq");
    }

    static ResponseDefinitionBuilder says(String text) {
        return says(text, "stop");
    }

    static ResponseDefinitionBuilder says(String text, String finishReason) {
        var message = Json.createObjectBuilder().add("role", "assistant").add("content", text);
        var choice = Json.createObjectBuilder()
                .add("index", 0)
                .add("message", message)
                .add("finish_reason", finishReason);
        var usage = Json.createObjectBuilder()
                .add("prompt_tokens", 11)
                .add("completion_tokens", 7)
                .add("total_tokens", 18);
        return aResponse()
                .withHeader("Content-Type", "application/json")
                .withBody(Json.createObjectBuilder()
                        .add("id", "chatcmpl-1")
                        .add("object", "chat.completion")
                        .add("created", 1)
                        .add("model", "stand-in-1")
                        .add("choices", Json.createArrayBuilder().add(choice))
                        .add("usage", usage)
                        .build()
                        .toString());
    }

    /** A stream of this many words, with this pause for each word. */
    static ResponseDefinitionBuilder writes(int words, Duration pause) {
        return writes(IntStream.range(0, words).mapToObj(i -> "word" + i + " ").toList(), pause);
    }

    /** A stream of these pieces, with a pause for about each of them. */
    static ResponseDefinitionBuilder writes(List<String> pieces, Duration pause) {
        var events = new StringBuilder();
        pieces.forEach(piece -> events.append(event(piece, JsonValue.NULL)));
        events.append(event("", Json.createValue("stop"))).append("data: [DONE]\n\n");
        return aResponse()
                .withHeader("Content-Type", "text/event-stream")
                .withBody(events.toString())
                .withChunkedDribbleDelay(
                        pieces.size(), (int) pause.multipliedBy(pieces.size()).toMillis());
    }

    private static String event(String content, JsonValue finishReason) {
        var choice = Json.createObjectBuilder()
                .add("index", 0)
                .add("delta", Json.createObjectBuilder().add("content", content))
                .add("finish_reason", finishReason);
        var chunk = Json.createObjectBuilder()
                .add("id", "chatcmpl-1")
                .add("object", "chat.completion.chunk")
                .add("created", 1)
                .add("model", "stand-in-1")
                .add("choices", Json.createArrayBuilder().add(choice))
                .build();
        return "data: " + chunk + "\n\n";
    }

    static ResponseDefinitionBuilder fails(int status, String code) {
        var error = Json.createObjectBuilder()
                .add("message", "secret detail of the provider")
                .add("type", code)
                .add("code", code);
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(Json.createObjectBuilder().add("error", error).build().toString());
    }

    /**
     * A 429 with Retry-After, and headers that show a limit nearly reached. Without them, the server would assume a
     * lower limit.
     */
    static ResponseDefinitionBuilder limited(int seconds) {
        return fails(429, "rate_limit_exceeded")
                .withHeader("Retry-After", Integer.toString(seconds))
                .withHeader("x-ratelimit-limit-requests", "100000")
                .withHeader("x-ratelimit-remaining-requests", "15000");
    }

    @Override
    public void close() {
        held.releaseAll();
        server.stop();
    }

    /** Chosen in advance, so that the port stays the same after {@link #goDown}. */
    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
