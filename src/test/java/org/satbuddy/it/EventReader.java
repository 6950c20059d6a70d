package org.satbuddy.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.http.HttpResponse;

/** Reads an event stream as a browser does. */
final class EventReader implements AutoCloseable {

    private final HttpResponse<InputStream> response;
    private final InputStream in;

    EventReader(HttpResponse<InputStream> response) {
        this.response = response;
        this.in = response.body();
    }

    /** @param id null if the event has none */
    record ReceivedEvent(String name, String id, JsonObject data) {}

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    /** Waits for the next event; null at the end of the stream. */
    ReceivedEvent next() throws IOException {
        String name = "message";
        String id = null;
        String data = null;
        for (String line = line(); line != null; line = line()) {
            if (line.startsWith("event: ")) {
                name = line.substring("event: ".length());
            } else if (line.startsWith("id: ")) {
                id = line.substring("id: ".length());
            } else if (line.startsWith("data: ")) {
                data = line.substring("data: ".length());
            } else if (line.isEmpty() && data != null) {
                try (var reader = Json.createReader(new StringReader(data))) {
                    return new ReceivedEvent(name, id, reader.readObject());
                }
            }
        }
        return null;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return line.toString(UTF_8);
            }
            line.write(next);
        }
        return null;
    }

    /** Closes the connection, even in the middle of an event. */
    @Override
    public void close() throws IOException {
        in.close();
    }
}
