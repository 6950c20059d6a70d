package org.satbuddy.log;

/** Names what went wrong, in the same way each time that it goes wrong. */
public final class Cause {

    private static final String OWN = "org.satbuddy.";
    private static final int DEEPEST = 50;

    private Cause() {}

    /**
     * The classes of an exception and of its innermost cause, the place where that cause was thrown, and the first
     * place in this application on the way there. Holds no message, because messages may quote a request.
     */
    public static String of(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; depth < DEEPEST && cause.getCause() != null; depth++) {
            cause = cause.getCause();
        }
        var name = new StringBuilder(thrown.getClass().getName());
        if (cause != thrown) {
            name.append(", caused by ").append(cause.getClass().getName());
        }
        StackTraceElement[] trace = cause.getStackTrace();
        for (int i = 0; i < trace.length; i++) {
            boolean own = trace[i].getClassName().startsWith(OWN);
            if (i == 0 || own) {
                name.append(" at ").append(trace[i]);
            }
            if (own) {
                break;
            }
        }
        return name.toString();
    }
}
