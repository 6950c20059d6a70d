package org.satbuddy.config;

/** A setting has a value that cannot be used. The message is one sentence naming the key, for an administrator. */
public final class InvalidSetting extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidSetting(String key, String problem) {
        super(key + " " + problem + ".");
    }
}
