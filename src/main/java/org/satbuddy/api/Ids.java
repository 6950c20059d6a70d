package org.satbuddy.api;

import java.util.regex.Pattern;

/** What an id in a path or query may look like. Anything else is unknown without asking the database. */
final class Ids {

    static final int LONGEST = 64;
    static final String PATTERN = "[A-Za-z0-9_-]{1," + LONGEST + "}";

    private static final Pattern ID = Pattern.compile(PATTERN);

    private Ids() {}

    static boolean isOne(String text) {
        return ID.matcher(text).matches();
    }
}
