package org.satbuddy.provider;

import static org.satbuddy.task.FailureCode.FILTERED;
import static org.satbuddy.task.FailureCode.PROVIDER_REJECTED;
import static org.satbuddy.task.FailureCode.REFUSED;
import static org.satbuddy.task.FailureCode.TOO_LONG;

import jakarta.json.JsonObject;
import org.satbuddy.provider.CallFailed.RetrySoon;
import org.satbuddy.provider.CallFailed.Terminal;
import org.satbuddy.task.Usage;
import org.satbuddy.tutor.Outcome;

/**
 * Judges the body of a 200 from {@code /chat/completions}. Only an explicit good finish reason makes it an answer.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/object">The chat completion object</a>
 */
final class OpenAiReply {

    private final JsonObject reply;
    private final JsonObject choice;
    private final JsonObject message;

    private OpenAiReply(JsonObject reply) {
        this.reply = reply;
        this.choice = Loose.first(reply, "choices");
        this.message = Loose.object(choice, "message");
    }

    static Outcome.Replied judge(JsonObject reply, String provider, String askedModel) throws CallFailed {
        return new OpenAiReply(reply).judge(provider, askedModel);
    }

    private Outcome.Replied judge(String provider, String askedModel) throws CallFailed {
        if (choice.isEmpty()) {
            throw new RetrySoon("200 without a completion");
        }
        if (!Loose.text(message, "refusal").isBlank()) {
            throw new Terminal(REFUSED, "refused", usage());
        }
        if (filterFailed()) {
            throw new Terminal(FILTERED, "the content filter did not run", usage());
        }
        requireGoodFinish();
        String text = Loose.text(message, "content");
        if (text.isBlank()) {
            throw new RetrySoon("200 with an empty answer");
        }
        String model = Loose.text(reply, "model");
        return new Outcome.Replied(text, provider, model.isBlank() ? askedModel : model, usage());
    }

    private void requireGoodFinish() throws Terminal {
        String reason = Loose.text(choice, "finish_reason");
        switch (reason) {
            case "stop":
                return;
            case "length":
                throw new Terminal(TOO_LONG, "finish reason length", usage());
            case "content_filter":
                throw new Terminal(FILTERED, "finish reason content_filter", usage());
            default:
                throw new Terminal(PROVIDER_REJECTED, "unknown finish reason " + OpenAiError.word(reason), usage());
        }
    }

    /** Azure answers unfiltered, and says so, when its filter is down. */
    private boolean filterFailed() {
        return Loose.object(choice, "content_filter_results").containsKey("error")
                || Loose.object(choice, "content_filter_result").containsKey("error");
    }

    private Usage usage() {
        JsonObject usage = Loose.object(reply, "usage");
        return new Usage(Loose.count(usage, "prompt_tokens"), Loose.count(usage, "completion_tokens"));
    }
}
