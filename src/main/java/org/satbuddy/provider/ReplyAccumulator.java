package org.satbuddy.provider;

import static org.satbuddy.task.FailureCode.FILTERED;
import static org.satbuddy.task.FailureCode.PROVIDER_REJECTED;
import static org.satbuddy.task.FailureCode.REFUSED;
import static org.satbuddy.task.FailureCode.TOO_LONG;

import java.util.function.Consumer;
import org.satbuddy.provider.CallFailed.RetrySoon;
import org.satbuddy.provider.CallFailed.Terminal;
import org.satbuddy.task.Usage;
import org.satbuddy.tutor.Outcome;

/**
 * What has arrived of a reply, in the terms that all wire formats have in common; filled by a {@link WireFormat} from one
 * body or from the events of a stream. Only an explicit good finish makes it an answer.
 */
final class ReplyAccumulator {

    /** How a reply ended, as its provider says. */
    enum Finish {
        STOP,
        LENGTH,
        FILTERED,
        REFUSED,
        /** The provider broke down before all was said. */
        BROKEN,
        /** A reason that nobody here knows: whatever it means, it is not known to be good. */
        UNKNOWN
    }

    /** Of text, 64 for each token that may be written: half of what every database keeps, and no model needs as much. */
    private static final int MOST_CHARACTERS = RequestBody.MOST_TOKENS * 64;

    private final StringBuilder text = new StringBuilder();
    private final Consumer<String> listener;
    private String model = "";
    private long inputTokens;
    private long outputTokens;
    private Finish finish;
    private String reason = "";

    /** @param listener is told each piece of text as it arrives */
    ReplyAccumulator(Consumer<String> listener) {
        this.listener = listener;
    }

    /** What would make it longer than can be kept ends it. */
    void text(String piece) {
        String sound = withoutNull(piece);
        if (text.length() + sound.length() > MOST_CHARACTERS) {
            finish(Finish.LENGTH, "more than " + MOST_CHARACTERS + " characters");
        } else if (!sound.isEmpty() && finish != Finish.LENGTH) {
            text.append(sound);
            listener.accept(sound);
        }
    }

    void model(String name) {
        if (!name.isBlank()) {
            model = withoutNull(name);
        }
    }

    /** Models write that character now and then; PostgreSQL takes no text with it. */
    private static String withoutNull(String text) {
        return text.replace("\0", "");
    }

    /** Providers count up while they stream: the last word holds, and a zero is no word. */
    void usage(long input, long output) {
        inputTokens = input > 0 ? input : inputTokens;
        outputTokens = output > 0 ? output : outputTokens;
    }

    /** The worst that was said holds: a filter that struck is not undone by a stop after it. */
    void finish(Finish how, String asTheProviderSays) {
        if (finish == null || finish == Finish.STOP) {
            finish = how;
            reason = asTheProviderSays;
        }
    }

    boolean finished() {
        return finish != null;
    }

    Usage usage() {
        return new Usage(inputTokens, outputTokens);
    }

    /**
     * The answer, if it is one.
     *
     * @throws RetrySoon for a reply that broke off, or whose provider did, or that is empty
     * @throws Terminal for one that ended for another reason than that all was said
     */
    Outcome.Replied judge(String provider, String askedModel) throws CallFailed {
        if (finish == null) {
            throw new RetrySoon("the reply broke off");
        }
        String said = "finish reason " + LenientJson.word(reason);
        switch (finish) {
            case STOP:
                break;
            case BROKEN:
                throw new RetrySoon(said);
            case LENGTH:
                throw new Terminal(TOO_LONG, said, usage());
            case FILTERED:
                throw new Terminal(FILTERED, said, usage());
            case REFUSED:
                throw new Terminal(REFUSED, said, usage());
            default:
                throw new Terminal(PROVIDER_REJECTED, "unknown " + said, usage());
        }
        if (text.toString().isBlank()) {
            throw new RetrySoon("an empty answer");
        }
        return new Outcome.Replied(text.toString(), provider, model.isEmpty() ? askedModel : model, usage());
    }
}
