package org.satbuddy.provider;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import org.satbuddy.config.Settings;

/** Calls Anthropic's models, or a gateway that speaks its Messages API. */
@ApplicationScoped
class AnthropicCall extends RemoteCall<AnthropicApi> {

    private static final String VERSION = "2023-06-01";

    AnthropicCall() {
        super(Settings.ProviderSettings.ANTHROPIC, AnthropicApi.class, new AnthropicFormat());
    }

    @Override
    Response send(AnthropicApi client, Settings.Endpoint endpoint, boolean stream, byte[] request) {
        return client.create(endpoint.apiKey().orElse(null), VERSION, request);
    }
}
