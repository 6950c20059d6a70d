package org.satbuddy.standin;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One request as received.
 *
 * @param path without the query
 * @param query without its question mark; empty if there is none
 * @param headers by lower-case name; of a repeated header, the last one
 */
public record ReceivedRequest(String method, String path, String query, Map<String, String> headers, byte[] body) {

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public boolean is(String wantedMethod, String wantedPath) {
        return method.equals(wantedMethod) && path.equals(wantedPath);
    }
}
