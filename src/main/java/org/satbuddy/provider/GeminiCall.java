package org.satbuddy.provider;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import org.satbuddy.config.Settings;

/** Calls Google's Gemini models. */
@ApplicationScoped
class GeminiCall extends RemoteCall<GeminiApi> {

    GeminiCall() {
        super(Settings.ProviderSettings.GEMINI, GeminiApi.class, new GeminiFormat());
    }

    @Override
    Response send(GeminiApi client, Settings.Endpoint endpoint, boolean stream, byte[] request) {
        String key = endpoint.apiKey().orElse(null);
        return stream
                ? client.stream(endpoint.model(), key, GeminiApi.AS_EVENTS, request)
                : client.generate(endpoint.model(), key, request);
    }
}
