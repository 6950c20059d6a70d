package org.satbuddy.task;

/**
 * The refusal of a user's call, with the reason as data. A refused submission is not stored, but it may have used some
 * of the rate allowance.
 */
public abstract sealed class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private Refused(String message) {
        super(message, null, false, false);
    }

    /** A limit is reached: HTTP 429. */
    public static final class LimitReached extends Refused {
        private static final long serialVersionUID = 1L;

        /** The limits, named as in the HTTP contract. */
        public enum Limit {
            RATE_LIMITED("You are asking very fast. Please wait a moment."),
            TOO_MANY_ACTIVE_TASKS("You have several questions being answered already. Please wait for one of them."),
            QUEUE_FULL("Many students are asking right now. Please try again in a moment."),
            TOO_MANY_STREAMS("You follow several answers at once already. Please close one of them."),
            LESSON_BUDGET_USED(
                    "The AI budget of this lesson is used up, or held for questions that are being answered."),
            BUDGET_USED("Today's AI budget of your school is used up. Please try again tomorrow.");

            private final String sentence;

            Limit(String sentence) {
                this.sentence = sentence;
            }
        }

        private final Limit limit;
        private final int retryAfterSeconds;

        public LimitReached(Limit limit, int retryAfterSeconds) {
            super(limit.sentence);
            this.limit = limit;
            this.retryAfterSeconds = retryAfterSeconds;
        }

        /** @param waitMillis how long the allowance takes to return */
        public static LimitReached rate(long waitMillis) {
            return new LimitReached(Limit.RATE_LIMITED, (int) ((waitMillis + 999) / 1000));
        }

        public Limit limit() {
            return limit;
        }

        public int retryAfterSeconds() {
            return retryAfterSeconds;
        }
    }

    /** A named image or conversation does not exist or belongs to another owner: HTTP 404. */
    public static final class Unknown extends Refused {
        private static final long serialVersionUID = 1L;

        private final String field;

        /** @param field the input field with the unknown id: {@code images} or {@code conversation_id} */
        public Unknown(String field) {
            super(field.equals("images") ? "There is no such image." : "There is no such conversation.");
            this.field = field;
        }

        public String field() {
            return field;
        }

        /** Whether an image is unknown, and not the conversation. */
        public boolean isImage() {
            return field.equals("images");
        }
    }

    /** The idempotency key was used for another request: HTTP 422. */
    public static final class KeyReused extends Refused {
        private static final long serialVersionUID = 1L;

        public KeyReused() {
            super("This Idempotency-Key was already used for a different request.");
        }
    }
}
