package org.satbuddy.config;

/** Thrown when a setting has an unusable value. The message is one sentence for an administrator and names the key. */
public final class InvalidSetting extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidSetting(String key, String problem) {
        super(key + " " + problem + ".");
    }
}
