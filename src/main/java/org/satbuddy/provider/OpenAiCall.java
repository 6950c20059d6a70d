package org.satbuddy.provider;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import org.satbuddy.config.Settings;

/** Calls any server that speaks OpenAI's chat completions: OpenAI, Azure, OpenRouter, Ollama, vLLM, LM Studio. */
@ApplicationScoped
class OpenAiCall extends RemoteCall<OpenAiApi> {

    OpenAiCall() {
        super(Settings.ProviderSettings.OPENAI, OpenAiApi.class, new OpenAiFormat());
    }

    /** Azure takes a version in the query and the key in a header of its own. */
    @Override
    Response send(OpenAiApi client, Settings.Endpoint endpoint, boolean stream, byte[] request) {
        String key = endpoint.apiKey().orElse(null);
        return endpoint.azureVersion().isPresent()
                ? client.complete(null, key, endpoint.azureVersion().get(), request)
                : client.complete(key == null ? null : "Bearer " + key, null, null, request);
    }
}
