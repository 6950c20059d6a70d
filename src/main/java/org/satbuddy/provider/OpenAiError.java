package org.satbuddy.provider;

import static org.satbuddy.task.FailureCode.FILTERED;
import static org.satbuddy.task.FailureCode.PROVIDER_REJECTED;
import static org.satbuddy.task.FailureCode.TOO_LONG;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.satbuddy.provider.CallFailed.RetrySoon;
import org.satbuddy.provider.CallFailed.Terminal;
import org.satbuddy.task.FailureCode;

/**
 * Sorts the errors of an OpenAI-compatible server by what to do next.
 *
 * @see <a href="https://platform.openai.com/docs/guides/error-codes">OpenAI's error codes</a>
 */
final class OpenAiError {

    private static final Pattern ERROR_STATUS = Pattern.compile("[45]\\d\\d");

    /** Codes of a 429 for which paying helps and waiting does not. */
    private static final Set<String> QUOTA = Set.of(
            "insufficient_quota",
            "credit_balance_exhausted",
            "organization_spend_limit_exceeded",
            "project_spend_limit_exceeded",
            "organization_usage_limit_exceeded",
            "billing_hard_limit_reached",
            "billing_not_active",
            "insufficient_credits");

    private static final Set<String> RATE = Set.of("rate_limit_exceeded", "rate_limit_error", "slow_down");

    private static final Set<String> FILTER =
            Set.of("content_filter", "content_policy_violation", "responsibleaipolicyviolation", "moderation_blocked");

    private static final Set<String> LENGTH =
            Set.of("context_length_exceeded", "string_above_max_length", "exceed_context_size_error");

    /** Phrases from OpenAI and vLLM, and from LM Studio, for which these servers send no code. */
    private static final List<String> TOO_MANY_TOKENS = List.of("maximum context length", "context length of only");

    /** Groq checks the JSON of a reply itself. The model may do better the next time. */
    private static final Set<String> SLIPS = Set.of("json_validate_failed");

    private final int status;
    private final JsonObject error;
    private final String message;

    /** Ollama and LM Studio may send a plain sentence. Old versions of vLLM sent the error object without a wrapper. */
    private OpenAiError(int status, JsonObject reply) {
        this.status = status;
        error = reply.containsKey("error") ? LenientJson.object(reply, "error") : reply;
        String sentence = LenientJson.text(reply, "error");
        message = sentence.isEmpty() ? lower(error, "message") : sentence.toLowerCase(Locale.ROOT);
    }

    /**
     * @param status 300 or more
     * @param reply the body; empty if it is not a JSON object
     * @param after what {@link RetryAfter} read; null if the server did not say
     */
    static CallFailed of(int status, JsonObject reply, Duration after) {
        return new OpenAiError(status, reply).sorted(after);
    }

    /** Routers and streams also send errors inside a 200. The error's code gives the status to sort it by. */
    static CallFailed inside200(JsonObject reply) {
        String code = LenientJson.text(LenientJson.object(reply, "error"), "code");
        int status = ERROR_STATUS.matcher(code).matches()
                ? Integer.parseInt(code)
                : new OpenAiError(200, reply).impliedStatus();
        return of(status, reply, null);
    }

    private int impliedStatus() {
        // LM Studio says so within a 200.
        if (message.contains("unexpected endpoint")) {
            return 404;
        }
        if (says(QUOTA) || says(RATE)) {
            return 429;
        }
        return badRequest() == PROVIDER_REJECTED ? 502 : 400;
    }

    private CallFailed sorted(Duration after) {
        if (status == 429 && says(QUOTA)) {
            return new Terminal(PROVIDER_REJECTED, summary(), Remedy.CREDIT);
        }
        if (status == 403 && isFiltered()) {
            return new Terminal(FILTERED, summary());
        }
        if (SLIPS.contains(lower(error, "code"))) {
            return new RetrySoon(summary());
        }
        return CallFailed.of(status, badRequest(), summary(), after);
    }

    private FailureCode badRequest() {
        if (isFiltered()) {
            return FILTERED;
        }
        return says(LENGTH) || TOO_MANY_TOKENS.stream().anyMatch(message::contains) ? TOO_LONG : PROVIDER_REJECTED;
    }

    /**
     * OpenAI's code for a flagged prompt also means other faults. OpenRouter sends the flagged input instead of a
     * code.
     */
    private boolean isFiltered() {
        return says(FILTER)
                || message.contains("flagged as potentially violating")
                || LenientJson.object(error, "metadata").containsKey("flagged_input");
    }

    private boolean says(Set<String> words) {
        return words.contains(lower(error, "code"))
                || words.contains(lower(error, "type"))
                || words.contains(lower(LenientJson.object(error, "innererror"), "code"));
    }

    private static String lower(JsonObject in, String name) {
        return LenientJson.text(in, name).toLowerCase(Locale.ROOT);
    }

    private String summary() {
        String code = LenientJson.text(error, "code");
        return "status " + status + " " + LenientJson.word(code.isEmpty() ? LenientJson.text(error, "type") : code);
    }
}
