package org.satbuddy.api;

import java.util.regex.Pattern;

/** The format of an id in a URL. An id of any other format counts as unknown without a query. */
final class IdFormat {

    static final int MAX_LENGTH = 64;
    static final String PATTERN = "[A-Za-z0-9_-]{1," + MAX_LENGTH + "}";

    private static final Pattern ID = Pattern.compile(PATTERN);

    private IdFormat() {}

    static boolean matches(String text) {
        return ID.matcher(text).matches();
    }
}
