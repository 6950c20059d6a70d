package org.satbuddy.standin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.satbuddy.standin.types.Json;
import org.satbuddy.standin.types.RequestTypes;
import org.satbuddy.standin.types.Violation;

/**
 * Checks a request against the published types of OpenAI's chat completions. Anything else is refused, so that a client
 * which passes here passes at OpenAI.
 */
final class RequestCheck {

    private RequestCheck() {}

    /** @throws Refusal if OpenAI would refuse it */
    static CompletionRequest check(ReceivedRequest request) {
        String type = request.headers().getOrDefault("content-type", "");
        if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw Refusal.invalid("The body must be sent as application/json, not as '" + type + "'.", null, null);
        }
        Object body = body(request);
        List<Violation> violations = RequestTypes.OPENAI.violations(body);
        if (!violations.isEmpty()) {
            throw Refusal.of(violations.get(0));
        }
        return CompletionRequest.in((Map<?, ?>) body);
    }

    private static Object body(ReceivedRequest request) {
        try {
            return Json.parse(request.text());
        } catch (Json.MalformedJson e) {
            throw Refusal.invalid(
                    "We could not parse the JSON body of your request: " + e.getMessage() + ".", null, null);
        }
    }
}
