package org.satbuddy.provider;

import static org.satbuddy.task.FailureCode.FILTERED;
import static org.satbuddy.task.FailureCode.PROVIDER_REJECTED;
import static org.satbuddy.task.FailureCode.PROVIDER_UNAVAILABLE;
import static org.satbuddy.task.FailureCode.REFUSED;
import static org.satbuddy.task.FailureCode.TOO_LONG;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.satbuddy.provider.CallFailed.RetrySoon;
import org.satbuddy.provider.Dialect.Feature;
import org.satbuddy.tutor.Prompt;

/**
 * The wire format of OpenAI's chat completions, and of all compatible servers.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat">The chat completions API</a>
 */
final class OpenAiFormat implements WireFormat {

    private static final Pattern JSON =
            Pattern.compile("response_format|json_(?:schema|object|mode)|json mode|grammar|guided_|structured output");

    private static final Map<Feature, Pattern> FEATURES = Refusal.features(
            Map.entry(Feature.STREAM_OPTIONS, Pattern.compile("stream_options|include_usage")),
            Map.entry(Feature.STREAM, Pattern.compile("\\bstream(?:ing|ed)?\\b")),
            Map.entry(Feature.COMPLETION_TOKENS, Pattern.compile("max_completion_tokens")),
            Map.entry(Feature.TOKEN_LIMIT, Pattern.compile("max_tokens")),
            Map.entry(Feature.SCHEMA, JSON),
            Map.entry(Feature.JSON, JSON),
            Map.entry(
                    Feature.SYSTEM,
                    Pattern.compile("system (?:role|message|prompt)|role\\W{1,4}system|roles must alternate"
                            + "|only user and assistant")));

    private static final Set<String> MEMBERS = Set.of("choices", "object", "error");

    @Override
    public byte[] request(Prompt prompt, String model, Dialect dialect) {
        return OpenAiRequest.write(prompt, model, dialect);
    }

    @Override
    public Map<Feature, Pattern> features() {
        return FEATURES;
    }

    @Override
    public Set<String> members() {
        return MEMBERS;
    }

    @Override
    public void read(JsonObject reply, ReplyAccumulator accumulator) throws CallFailed {
        requireNoError(reply);
        JsonObject choice = LenientJson.first(reply, "choices");
        if (choice.isEmpty()) {
            throw new RetrySoon("200 without a completion");
        }
        read(reply, choice, message(choice), accumulator);
        end(accumulator);
    }

    /** Some servers give no reason for a good end. A whole reply and a stream that is closed properly have ended well. */
    @Override
    public void end(ReplyAccumulator accumulator) throws CallFailed {
        if (accumulator.finished()) {
            return;
        }
        if (accumulator.received() == 0) {
            throw new RetrySoon("an end without text");
        }
        accumulator.complete();
    }

    /** Some servers send whole messages where others send deltas, and the other way round. */
    private static JsonObject message(JsonObject choice) {
        return LenientJson.object(choice, choice.containsKey("delta") ? "delta" : "message");
    }

    /**
     * The last chunk has the usage and no choice. Azure's first chunk has the filter's result for the prompt and no
     * choice.
     */
    @Override
    public void readEvent(JsonObject chunk, ReplyAccumulator accumulator) throws CallFailed {
        requireNoError(chunk);
        JsonObject choice = LenientJson.first(chunk, "choices");
        read(chunk, choice, message(choice), accumulator);
    }

    private static void requireNoError(JsonObject reply) throws CallFailed {
        boolean error = reply.containsKey("error") && !reply.isNull("error");
        if (error || LenientJson.text(reply, "object").equals("error")) {
            throw OpenAiError.inside200(reply);
        }
    }

    private static void read(JsonObject reply, JsonObject choice, JsonObject message, ReplyAccumulator accumulator) {
        accumulator.model(LenientJson.text(reply, "model"));
        JsonObject usage = LenientJson.object(reply, "usage");
        accumulator.usage(LenientJson.count(usage, "prompt_tokens"), LenientJson.count(usage, "completion_tokens"));
        if (!LenientJson.text(message, "refusal").isBlank()) {
            accumulator.fail(REFUSED, "refusal");
        }
        if (filterFailed(choice)) {
            accumulator.fail(FILTERED, "the filter did not run");
        }
        accumulator.text(LenientJson.content(message, "content"));
        String reason = LenientJson.text(choice, "finish_reason");
        if (!reason.isEmpty()) {
            finish(reason, accumulator);
        }
    }

    /** Compatible servers use the words of their own engines, or of other vendors. */
    private static void finish(String reason, ReplyAccumulator accumulator) {
        switch (reason.toLowerCase(Locale.ROOT)) {
            case "stop", "stop_sequence", "end_turn", "end", "eos", "eos_token", "complete", "completed", "finished" ->
                accumulator.complete();
            case "length", "max_tokens", "model_length", "max_length", "token_limit" ->
                accumulator.fail(TOO_LONG, reason);
            case "content_filter", "safety", "sensitive", "recitation" -> accumulator.fail(FILTERED, reason);
            case "refusal" -> accumulator.fail(REFUSED, reason);
            // OpenRouter sends "error" if its upstream provider failed. vLLM and DeepSeek send the others.
            case "error", "abort", "insufficient_system_resource" -> accumulator.fail(PROVIDER_UNAVAILABLE, reason);
            default -> accumulator.fail(PROVIDER_REJECTED, reason);
        }
    }

    /** While its filter is down, Azure answers unfiltered and reports this. */
    private static boolean filterFailed(JsonObject choice) {
        return LenientJson.object(choice, "content_filter_results").containsKey("error")
                || LenientJson.object(choice, "content_filter_result").containsKey("error");
    }

    @Override
    public CallFailed error(int status, JsonObject reply, Duration after) {
        return OpenAiError.of(status, reply, after);
    }
}
