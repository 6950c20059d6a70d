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

/** A server that does as OpenAI does, up to a point; what is sent to it must do for OpenAI all the same. */
final class CompatibleServer {

    static final String END = "data: [DONE]\n\n";

    private CompatibleServer() {}

    static Trial ask(Function<URI, Settings.Endpoint> endpoint, Prompt prompt, Reply reply) {
        try (var rig = new Rig(new OpenAiCall(), endpoint, Rig.PATIENT)) {
            Trial trial = rig.ask(prompt, reply);
            assertThat(trial.requests()).hasSize(1);
            assertThat(RequestTypes.OPENAI.violations(Json.parse(trial.request().text())))
                    .isEmpty();
            return trial;
        }
    }

    /** @param key null for none */
    static Settings.Endpoint plain(URI server, String path, String key) {
        return new Settings.Endpoint(server.resolve(path), Optional.ofNullable(key), "a-model", Optional.empty());
    }

    static Reply events(String... events) {
        return Vendor.stream(List.of(events), true);
    }

    static Reply json(int status, String body, String... headers) {
        return Reply.json(status, Json.parse(body), headers);
    }
}
