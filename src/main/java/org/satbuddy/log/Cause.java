package org.satbuddy.log;

/** Names what went wrong, in the same way each time that it goes wrong. */
public final class Cause {

    private static final String OWN = "org.satbuddy.";
    private static final int DEEPEST = 50;

    private Cause() {}

    /**
     * The origin of an exception, and the first place in this application on the way there. Holds no message, because
     * messages may quote a request.
     */
    public static String of(Throwable thrown) {
        StackTraceElement[] trace = innermost(thrown).getStackTrace();
        for (int i = 1; i < trace.length && !isOwn(trace[i - 1]); i++) {
            if (isOwn(trace[i])) {
                return origin(thrown) + " at " + trace[i];
            }
        }
        return origin(thrown);
    }

    /** The classes of an exception and of its innermost cause, and the place where that cause was thrown. */
    static String origin(Throwable thrown) {
        Throwable cause = innermost(thrown);
        StackTraceElement[] trace = cause.getStackTrace();
        return thrown.getClass().getName()
                + (cause == thrown ? "" : ", caused by " + cause.getClass().getName())
                + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    private static Throwable innermost(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; depth < DEEPEST && cause.getCause() != null; depth++) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean isOwn(StackTraceElement place) {
        return place.getClassName().startsWith(OWN);
    }
}
