package org.satbuddy.api;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayOutputStream;
import java.time.Instant;

/** How the contract's JSON is written: to bytes, through one provider. */
final class JsonOutput {

    /** The static methods of {@code Json} look the provider up at every call. */
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
