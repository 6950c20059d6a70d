package org.satbuddy.provider;

import static org.satbuddy.task.FailureCode.FILTERED;
import static org.satbuddy.task.FailureCode.PROVIDER_REJECTED;
import static org.satbuddy.task.FailureCode.TOO_LONG;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.satbuddy.provider.CallFailed.Terminal;
import org.satbuddy.task.FailureCode;

/**
 * Sorts the errors of an OpenAI-compatible server by what to do about them.
 *
 * @see <a href="https://platform.openai.com/docs/guides/error-codes">OpenAI's error codes</a>
 */
final class OpenAiError {

    /** Of a 429: paying helps, waiting does not. */
    private static final Set<String> QUOTA =
            Set.of("insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "insufficient_credits");

    private static final Set<String> FILTER =
            Set.of("content_filter", "content_policy_violation", "responsibleaipolicyviolation", "moderation_blocked");

    private static final Set<String> LENGTH = Set.of("context_length_exceeded", "string_above_max_length");

    private final int status;
    private final JsonObject error;

    private OpenAiError(int status, JsonObject error) {
        this.status = status;
        this.error = error;
    }

    /**
     * @param status 300 or more
     * @param reply the body; empty if it is not a JSON object
     * @param after what {@link RetryAfter} read; null if the server did not say
     */
    static CallFailed of(int status, JsonObject reply, Duration after) {
        return new OpenAiError(status, Loose.object(reply, "error")).sorted(after);
    }

    /** Some routers report an upstream's error inside a 200: judged by the status that it names. */
    static CallFailed inside200(JsonObject reply) {
        String code = Loose.text(Loose.object(reply, "error"), "code");
        int status = code.matches("[45]\\d\\d") ? Integer.parseInt(code) : 502;
        return of(status, reply, null);
    }

    private CallFailed sorted(Duration after) {
        if (status == 429 && says(QUOTA)) {
            return new Terminal(PROVIDER_REJECTED, summary());
        }
        return CallFailed.of(status, badRequest(), summary(), after);
    }

    private FailureCode badRequest() {
        if (says(FILTER)) {
            return FILTERED;
        }
        boolean tooLong = says(LENGTH)
                || Loose.text(error, "message").toLowerCase(Locale.ROOT).contains("maximum context length");
        return tooLong ? TOO_LONG : PROVIDER_REJECTED;
    }

    private boolean says(Set<String> words) {
        return words.contains(lower(error, "code"))
                || words.contains(lower(error, "type"))
                || words.contains(lower(Loose.object(error, "innererror"), "code"));
    }

    private static String lower(JsonObject in, String name) {
        return Loose.text(in, name).toLowerCase(Locale.ROOT);
    }

    private String summary() {
        String code = Loose.text(error, "code");
        return "status " + status + " " + Loose.word(code.isEmpty() ? Loose.text(error, "type") : code);
    }
}
