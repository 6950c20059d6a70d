package org.satbuddy.it;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import jakarta.json.Json;
import java.util.List;

/** A stand-in for an OpenAI-compatible provider, whose behaviour a test chooses by a word in the prompt. */
final class FakeProvider implements AutoCloseable {

    private static final String PATH = "/v1/chat/completions";

    private final WireMockServer server =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort().containerThreads(100));

    FakeProvider() {
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.port() + "/v1";
    }

    /** Answers prompts that contain {@code word}. */
    void when(String word, ResponseDefinitionBuilder response) {
        server.stubFor(post(urlEqualTo(PATH)).withRequestBody(containing(word)).willReturn(response));
    }

    /** Answers prompts that contain {@code word} first with one thing, then with another. */
    void whenFirst(String word, ResponseDefinitionBuilder first, ResponseDefinitionBuilder then) {
        server.stubFor(post(urlEqualTo(PATH))
                .withRequestBody(containing(word))
                .inScenario(word)
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(first)
                .willSetStateTo("then"));
        server.stubFor(post(urlEqualTo(PATH))
                .withRequestBody(containing(word))
                .inScenario(word)
                .whenScenarioStateIs("then")
                .willReturn(then));
    }

    int calls(String word) {
        return server.countRequestsMatching(postRequestedFor(urlEqualTo(PATH))
                        .withRequestBody(containing(word))
                        .build())
                .getCount();
    }

    List<String> bodies(String word) {
        return server.findAll(postRequestedFor(urlEqualTo(PATH)).withRequestBody(containing(word))).stream()
                .map(request -> request.getBodyAsString())
                .toList();
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

    @Override
    public void close() {
        server.stop();
    }
}
