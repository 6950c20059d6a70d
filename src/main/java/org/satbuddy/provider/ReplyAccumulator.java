package org.satbuddy.provider;

import static org.satbuddy.task.FailureCode.PROVIDER_REJECTED;
import static org.satbuddy.task.FailureCode.PROVIDER_UNAVAILABLE;
import static org.satbuddy.task.FailureCode.TOO_LONG;

import java.util.function.Consumer;
import org.satbuddy.provider.CallFailed.RetrySoon;
import org.satbuddy.provider.CallFailed.Terminal;
import org.satbuddy.task.Answer;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Usage;
import org.satbuddy.tutor.Prompt;

/**
 * Gathers a reply as it arrives, in terms that all wire formats share. A {@link WireFormat} fills it from one body
 * or from the events of a stream. Only an explicit good finish makes the reply an answer.
 */
final class ReplyAccumulator {

    /**
     * 64 characters for each token of the longest answer. No model needs as many, and every database keeps twice that.
     */
    private static final int MOST_CHARACTERS = RequestBody.MOST_TOKENS * 64;

    private final StringBuilder text = new StringBuilder();
    private final Consumer<String> listener;
    private final Runnable restart;
    private final Thoughts thoughts;
    private int received;
    private String half = "";
    private String model = "";
    private long inputTokens;
    private long outputTokens;
    private boolean finished;
    private FailureCode failure;
    private String reason = "";

    /**
     * @param listener receives each piece of the answer as it arrives
     * @param restart runs if the pieces so far turn out to be thoughts; the answer begins after it
     * @param thinksFirst whether the server is known to begin within thoughts, without a tag that opens them
     */
    ReplyAccumulator(Consumer<String> listener, Runnable restart, boolean thinksFirst) {
        this.listener = listener;
        this.restart = restart;
        this.thoughts = new Thoughts(thinksFirst);
    }

    /**
     * Adds a piece of text. If the answer becomes longer than {@link #MOST_CHARACTERS}, it fails as too long. A piece may
     * end within a character that two UTF-16 code units represent. The first of them waits for the second.
     */
    void text(String piece) {
        String sound = withoutNull(half + piece);
        half = "";
        int last = sound.length() - 1;
        if (last >= 0 && Character.isHighSurrogate(sound.charAt(last))) {
            half = sound.substring(last);
            sound = sound.substring(0, last);
        }
        received += sound.length();
        add(thoughts.pass(sound));
    }

    private void add(String piece) {
        if (text.length() + piece.length() > MOST_CHARACTERS) {
            fail(TOO_LONG, "more than " + MOST_CHARACTERS + " characters");
        } else if (!piece.isEmpty() && failure != TOO_LONG) {
            int before = text.length();
            text.append(piece);
            int answer = thoughts.unopenedEnd(text, before);
            if (answer < 0) {
                listener.accept(piece);
            } else {
                String rest = text.substring(answer);
                text.setLength(0);
                restart.run();
                add(thoughts.pass(rest));
            }
        }
    }

    /** The characters that have come, thoughts included. */
    int received() {
        return received;
    }

    /** Whether the reply began within thoughts, without a tag that opened them. */
    boolean thoughtFirst() {
        return thoughts.cameFirst();
    }

    void model(String name) {
        if (!name.isBlank()) {
            model = withoutNull(name);
        }
    }

    /** Models write U+0000 now and then. PostgreSQL rejects text that contains it. */
    private static String withoutNull(String text) {
        return text.replace("\0", "");
    }

    /** Providers count up while they stream, so the latest count wins. Zero means that nothing was counted. */
    void usage(long input, long output) {
        inputTokens = input > 0 ? input : inputTokens;
        outputTokens = output > 0 ? output : outputTokens;
    }

    /** The provider reports that the answer is complete. This undoes no failure: a filter may have struck before. */
    void complete() {
        add(thoughts.rest());
        finished = true;
    }

    /**
     * The provider reports that the answer ended early. The first failure stands, also against a later completion.
     *
     * @param code {@code PROVIDER_UNAVAILABLE} if the provider broke down; {@code PROVIDER_REJECTED} for a reason that
     *     is unknown here, and so not known to be good
     * @param finishReason the provider's own word, for the log
     */
    void fail(FailureCode code, String finishReason) {
        finished = true;
        if (failure == null) {
            failure = code;
            reason = finishReason;
        }
    }

    boolean finished() {
        return finished;
    }

    Usage usage() {
        return new Usage(inputTokens, outputTokens);
    }

    /**
     * What the provider charges for the reply so far. Where it has not said, or counts again only at the end, this is an
     * estimate.
     */
    Usage charged(Prompt prompt) {
        return new Usage(
                inputTokens > 0 ? inputTokens : (long) TokenEstimate.of(prompt),
                finished && outputTokens > 0 ? outputTokens : Math.max(outputTokens, TokenEstimate.ofText(received)));
    }

    /**
     * Returns the answer, if the reply is one.
     *
     * @throws RetrySoon if the reply broke off or is empty, or if the provider broke down
     * @throws Terminal if the reply ended early for any other reason
     */
    Answer.Completed answer(String provider, String askedModel) throws CallFailed {
        if (!finished) {
            throw new RetrySoon("the reply broke off");
        }
        if (failure != null) {
            throw failed();
        }
        if (text.toString().isBlank()) {
            throw new RetrySoon("an empty answer");
        }
        return new Answer.Completed(text.toString(), provider, model.isEmpty() ? askedModel : model, usage());
    }

    private CallFailed failed() {
        String said = "finish reason " + LenientJson.word(reason);
        if (failure == PROVIDER_UNAVAILABLE) {
            return new RetrySoon(said);
        }
        return new Terminal(failure, failure == PROVIDER_REJECTED ? "unknown " + said : said, usage());
    }
}
