package org.satbuddy.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.satbuddy.config.Settings;
import org.satbuddy.standin.Reply;
import org.satbuddy.standin.types.Json;
import org.satbuddy.standin.types.RequestTypes;
import org.satbuddy.tutor.Prompt;

/** A server that is compatible with OpenAI up to a point. Requests to it must still be valid for OpenAI. */
final class CompatibleServer {

    static final String END = "data: [DONE]\n\n";

    private CompatibleServer() {}

    static CallResult ask(Function<URI, Settings.Endpoint> endpoint, Prompt prompt, Reply reply) {
        try (var harness = new CallHarness(new OpenAiCall(), endpoint, CallHarness.GENEROUS)) {
            CallResult result = harness.ask(prompt, reply);
            assertThat(result.requests()).hasSize(1);
            assertThat(RequestTypes.OPENAI.violations(
                            Json.parse(result.request().text())))
                    .isEmpty();
            return result;
        }
    }

    /** @param key null for none */
    static Settings.Endpoint plain(URI server, String path, String key) {
        return new Settings.Endpoint(server.resolve(path), Optional.ofNullable(key), "a-model", Optional.empty());
    }

    static Reply events(String... events) {
        return VendorFixture.stream(List.of(events), true);
    }

    static Reply json(int status, String body, String... headers) {
        return Reply.json(status, Json.parse(body), headers);
    }
}
