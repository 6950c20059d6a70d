package org.satbuddy.provider;

import static org.satbuddy.task.FailureCode.FILTERED;
import static org.satbuddy.task.FailureCode.PROVIDER_REJECTED;
import static org.satbuddy.task.FailureCode.PROVIDER_UNAVAILABLE;
import static org.satbuddy.task.FailureCode.REFUSED;
import static org.satbuddy.task.FailureCode.TOO_LONG;

import jakarta.json.JsonObject;
import java.time.Duration;
import org.satbuddy.provider.CallFailed.RetrySoon;
import org.satbuddy.tutor.Prompt;

/**
 * The wire format of OpenAI's chat completions, and of all compatible servers.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat">The chat completions API</a>
 */
final class OpenAiFormat implements WireFormat {

    /** Whether the server knows JSON schemas. DeepSeek and old models know JSON without a schema. */
    private volatile boolean schemas = true;

    @Override
    public byte[] request(Prompt prompt, String model) {
        return OpenAiRequest.write(prompt, model, schemas);
    }

    @Override
    public void read(JsonObject reply, ReplyAccumulator accumulator) throws CallFailed {
        requireNoError(reply);
        JsonObject choice = LenientJson.first(reply, "choices");
        if (choice.isEmpty()) {
            throw new RetrySoon("200 without a completion");
        }
        read(reply, choice, LenientJson.object(choice, "message"), accumulator);
        if (!accumulator.finished()) {
            accumulator.fail(PROVIDER_REJECTED, LenientJson.text(choice, "finish_reason"));
        }
    }

    /**
     * The last chunk has the usage and no choice. Azure's first chunk has the filter's result for the prompt and no
     * choice.
     */
    @Override
    public void readEvent(JsonObject chunk, ReplyAccumulator accumulator) throws CallFailed {
        requireNoError(chunk);
        JsonObject choice = LenientJson.first(chunk, "choices");
        read(chunk, choice, LenientJson.object(choice, "delta"), accumulator);
    }

    private void requireNoError(JsonObject reply) throws CallFailed {
        if (reply.containsKey("error") && !reply.isNull("error")) {
            throw learned(OpenAiError.inside200(reply));
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
        accumulator.text(LenientJson.text(message, "content"));
        String reason = LenientJson.text(choice, "finish_reason");
        if (!reason.isEmpty()) {
            finish(reason, accumulator);
        }
    }

    private static void finish(String reason, ReplyAccumulator accumulator) {
        switch (reason) {
            case "stop" -> accumulator.complete();
            case "length" -> accumulator.fail(TOO_LONG, reason);
            case "content_filter" -> accumulator.fail(FILTERED, reason);
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
        return learned(OpenAiError.of(status, reply, after));
    }

    private CallFailed learned(CallFailed failure) {
        if (failure instanceof CallFailed.Unsupported) {
            schemas = false;
        }
        return failure;
    }
}
