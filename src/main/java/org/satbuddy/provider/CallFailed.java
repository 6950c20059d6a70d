package org.satbuddy.provider;

import java.time.Duration;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Usage;

/**
 * Reports that one call of a provider gave no answer. The subclasses sort failures by what to do next, since Fault
 * Tolerance selects by class. The message is for the log and holds nothing of the prompt, the reply or the key.
 */
abstract sealed class CallFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final FailureCode code;
    private final Duration after;
    private final Remedy remedy;

    private CallFailed(FailureCode code, String message, Duration after, Remedy remedy) {
        super(message.strip());
        this.code = code;
        this.after = after;
        this.remedy = remedy;
    }

    /** The code that a task ends with if no later call succeeds. */
    FailureCode code() {
        return code;
    }

    /** How long the provider asked to be left alone; null if it named no time. */
    Duration after() {
        return after;
    }

    Remedy remedy() {
        return remedy;
    }

    /**
     * The failure and its remedy, in words for the administrator.
     *
     * @param provider the name in {@code satbuddy.providers}
     */
    String told(String provider) {
        return remedy == Remedy.NONE ? getMessage() : getMessage() + ". " + remedy.sentence(provider);
    }

    /**
     * Sorts a status by what all providers mean by it.
     *
     * @param status 300 or more
     * @param badRequest what a 400 means; only the body says
     * @param after how long the provider asked to be left alone; null if it did not say
     */
    static CallFailed of(int status, FailureCode badRequest, String message, Duration after) {
        return switch (status) {
            case 400, 422 -> terminal(badRequest, message, status);
            case 408, 409, 425 -> fault(message, after);
            case 413 -> new Terminal(FailureCode.TOO_LONG, message);
            case 429 -> new RetryLater(message, after);
            // The network asks for a sign-in. A redirect means that, too, or a wrong address.
            case 511 -> terminal(FailureCode.PROVIDER_REJECTED, message, status);
            default -> status < 500 ? terminal(FailureCode.PROVIDER_REJECTED, message, status) : fault(message, after);
        };
    }

    private static Terminal terminal(FailureCode code, String message, int status) {
        return new Terminal(code, message, Remedy.of(status));
    }

    private static RetrySoon fault(String message, Duration after) {
        return after == null || after.isZero() ? new RetrySoon(message) : new Overloaded(message, after);
    }

    /** A fault that may be over in a second: a transport error, a 5xx, or an unusable reply. */
    static sealed class RetrySoon extends CallFailed {

        private static final long serialVersionUID = 1L;

        RetrySoon(String message) {
            this(message, null, Remedy.NONE);
        }

        /** @param remedy helps if the fault stays */
        RetrySoon(String message, Remedy remedy) {
            this(message, null, remedy);
        }

        private RetrySoon(String message, Duration after, Remedy remedy) {
            super(FailureCode.PROVIDER_UNAVAILABLE, message, after, remedy);
        }
    }

    /** A fault of a provider that asks to be left alone for a while. The call is not repeated at once. */
    static final class Overloaded extends RetrySoon {

        private static final long serialVersionUID = 1L;

        Overloaded(String message, Duration after) {
            super(message, after, Remedy.NONE);
        }
    }

    /** A rate limit. */
    static final class RetryLater extends CallFailed {

        private static final long serialVersionUID = 1L;

        /** @param after how long the provider asked to be left alone; null if it did not say */
        RetryLater(String message, Duration after) {
            super(FailureCode.RATE_LIMITED, message, after, Remedy.NONE);
        }
    }

    /** The provider was silent or slow for too long. Repeating the call at once would double the wait. */
    static final class TimedOut extends CallFailed {

        private static final long serialVersionUID = 1L;

        TimedOut(String message) {
            super(FailureCode.TIMEOUT, message, null, Remedy.TIME);
        }
    }

    /** Repeating the call would not help. The code says whether another provider might. */
    static sealed class Terminal extends CallFailed {

        private static final long serialVersionUID = 1L;

        private final transient Usage usage;

        Terminal(FailureCode code, String message, Usage usage) {
            this(code, message, usage, Remedy.NONE);
        }

        Terminal(FailureCode code, String message) {
            this(code, message, Usage.NONE);
        }

        Terminal(FailureCode code, String message, Remedy remedy) {
            this(code, message, Usage.NONE, remedy);
        }

        private Terminal(FailureCode code, String message, Usage usage, Remedy remedy) {
            super(code, message, null, remedy);
            this.usage = usage;
        }

        Usage usage() {
            return usage == null ? Usage.NONE : usage;
        }
    }

    /** The server does not understand a part of the request that can be left out. */
    static final class Unsupported extends Terminal {

        private static final long serialVersionUID = 1L;

        Unsupported(String message) {
            super(FailureCode.PROVIDER_REJECTED, message, Remedy.ADDRESS);
        }
    }
}
