package org.satbuddy.provider;

import java.time.Duration;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Usage;

/**
 * Why one call of a provider gave no answer, sorted by what to do about it. The message is for the log: it holds nothing
 * of the prompt, the reply or the key.
 */
abstract sealed class CallFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private CallFailed(String message) {
        super(message);
    }

    /**
     * Sorts a status by what all providers mean by it.
     *
     * @param status 300 or more
     * @param badRequest what a 400 is about: only the body tells
     * @param after how long the provider asked to be left alone; null if it did not say
     */
    static CallFailed of(int status, FailureCode badRequest, String message, Duration after) {
        return switch (status) {
            case 400, 422 -> new Terminal(badRequest, message);
            case 408, 409, 425 -> fault(message, after);
            case 413 -> new Terminal(FailureCode.TOO_LONG, message);
            case 429 -> new RetryLater(message, after);
            default ->
                status >= 400 && status < 500
                        ? new Terminal(FailureCode.PROVIDER_REJECTED, message)
                        : fault(message, after);
        };
    }

    private static RetrySoon fault(String message, Duration after) {
        return after == null || after.isZero() ? new RetrySoon(message) : new Overloaded(message, after);
    }

    /** A fault that may be over in a second: transport, 5xx, an unusable reply. */
    static sealed class RetrySoon extends CallFailed {

        private static final long serialVersionUID = 1L;

        RetrySoon(String message) {
            super(message);
        }
    }

    /** A fault of a provider that asks to be left alone for a while: it is not tried again at once. */
    static final class Overloaded extends RetrySoon {

        private static final long serialVersionUID = 1L;

        private final Duration after;

        Overloaded(String message, Duration after) {
            super(message);
            this.after = after;
        }

        Duration after() {
            return after;
        }
    }

    /** A rate limit. */
    static final class RetryLater extends CallFailed {

        private static final long serialVersionUID = 1L;

        private final Duration after;

        /** @param after how long the provider asked to be left alone; null if it did not say */
        RetryLater(String message, Duration after) {
            super(message);
            this.after = after;
        }

        Duration after() {
            return after;
        }
    }

    /** The provider was silent or slow for longer than anybody waits; asking at once again would double the wait. */
    static final class TimedOut extends CallFailed {

        private static final long serialVersionUID = 1L;

        TimedOut(String message) {
            super(message);
        }
    }

    /** Asking this provider again would not help. The code tells whether another one might. */
    static sealed class Terminal extends CallFailed {

        private static final long serialVersionUID = 1L;

        private final FailureCode code;
        private final transient Usage usage;

        Terminal(FailureCode code, String message, Usage usage) {
            super(message);
            this.code = code;
            this.usage = usage;
        }

        Terminal(FailureCode code, String message) {
            this(code, message, Usage.NONE);
        }

        FailureCode code() {
            return code;
        }

        Usage usage() {
            return usage == null ? Usage.NONE : usage;
        }
    }

    /**
     * The request asks for something that the server does not have and that it can be asked without: {@link WireFormat}
     * does so from then on.
     */
    static final class Unsupported extends Terminal {

        private static final long serialVersionUID = 1L;

        Unsupported(String message) {
            super(FailureCode.PROVIDER_REJECTED, message);
        }
    }
}
