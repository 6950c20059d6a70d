package org.satbuddy.provider;

import jakarta.json.JsonObject;
import java.time.Duration;
import org.satbuddy.provider.CallFailed.RetrySoon;
import org.satbuddy.tutor.Prompt;

/**
 * The chat completions of OpenAI and of all who do as it does.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat">The chat completions API</a>
 */
final class OpenAiFormat implements WireFormat {

    /** Not so with DeepSeek, or an old model, which know JSON but no schema of it. */
    private volatile boolean schemas = true;

    @Override
    public byte[] request(Prompt prompt, String model) {
        return OpenAiRequest.write(prompt, model, schemas);
    }

    @Override
    public void read(JsonObject reply, Draft draft) throws CallFailed {
        requireNoError(reply);
        JsonObject choice = Loose.first(reply, "choices");
        if (choice.isEmpty()) {
            throw new RetrySoon("200 without a completion");
        }
        read(reply, choice, Loose.object(choice, "message"), draft);
        if (!draft.finished()) {
            draft.finish(Draft.Finish.UNKNOWN, Loose.text(choice, "finish_reason"));
        }
    }

    /** The last chunk has the usage and no choice; Azure's first one has its filter's view of the prompt and no choice. */
    @Override
    public void readEvent(JsonObject chunk, Draft draft) throws CallFailed {
        requireNoError(chunk);
        JsonObject choice = Loose.first(chunk, "choices");
        read(chunk, choice, Loose.object(choice, "delta"), draft);
    }

    private void requireNoError(JsonObject reply) throws CallFailed {
        if (reply.containsKey("error") && !reply.isNull("error")) {
            throw learned(OpenAiError.inside200(reply));
        }
    }

    private static void read(JsonObject reply, JsonObject choice, JsonObject message, Draft draft) {
        draft.model(Loose.text(reply, "model"));
        JsonObject usage = Loose.object(reply, "usage");
        draft.usage(Loose.count(usage, "prompt_tokens"), Loose.count(usage, "completion_tokens"));
        if (!Loose.text(message, "refusal").isBlank()) {
            draft.finish(Draft.Finish.REFUSED, "refusal");
        }
        if (filterFailed(choice)) {
            draft.finish(Draft.Finish.FILTERED, "the filter did not run");
        }
        draft.text(Loose.text(message, "content"));
        String reason = Loose.text(choice, "finish_reason");
        if (!reason.isEmpty()) {
            draft.finish(finish(reason), reason);
        }
    }

    private static Draft.Finish finish(String reason) {
        return switch (reason) {
            case "stop" -> Draft.Finish.STOP;
            case "length" -> Draft.Finish.LENGTH;
            case "content_filter" -> Draft.Finish.FILTERED;
            // of OpenRouter, whose provider failed; of vLLM; of DeepSeek
            case "error", "abort", "insufficient_system_resource" -> Draft.Finish.BROKEN;
            default -> Draft.Finish.UNKNOWN;
        };
    }

    /** Azure answers unfiltered, and says so, when its filter is down. */
    private static boolean filterFailed(JsonObject choice) {
        return Loose.object(choice, "content_filter_results").containsKey("error")
                || Loose.object(choice, "content_filter_result").containsKey("error");
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
