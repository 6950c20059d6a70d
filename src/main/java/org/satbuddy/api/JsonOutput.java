package org.satbuddy.api;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayOutputStream;
import java.time.Instant;

/** Writes JSON to bytes, through one provider. */
final class JsonOutput {

    /** Shared, because the static methods of {@code Json} look up the provider on every call. */
    static final JsonProvider JSON = JsonProvider.provider();

    private JsonOutput() {}

    static JsonObjectBuilder object() {
        return JSON.createObjectBuilder();
    }

    static JsonObjectBuilder success() {
        return object().add("success", true);
    }

    static byte[] bytes(JsonObjectBuilder object) {
        return bytes(object.build());
    }

    static byte[] bytes(JsonObject object) {
        var out = new ByteArrayOutputStream(512);
        try (var writer = JSON.createWriter(out)) {
            writer.writeObject(object);
        }
        return out.toByteArray();
    }

    /** ISO 8601 in UTC. */
    static String time(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString();
    }
}
