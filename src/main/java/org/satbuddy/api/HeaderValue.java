package org.satbuddy.api;

import java.util.ArrayList;
import java.util.List;

/** The grammar that HTTP header fields share: lists and parameters. A quoted string may contain any separator. */
final class HeaderValue {

    private HeaderValue() {}

    /** One {@code name=value}, with the value unquoted. The value is "" if it is absent. */
    record Parameter(String name, String value) {

        static Parameter of(String text) {
            int equals = text.indexOf('=');
            return equals < 0
                    ? new Parameter(text.strip(), "")
                    : new Parameter(
                            text.substring(0, equals).strip(),
                            unquoted(text.substring(equals + 1).strip()));
        }

        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    /** Splits at each {@code separator} outside quotes. The pieces are stripped and may be empty. */
    static List<String> split(String value, char separator) {
        var pieces = new ArrayList<String>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                pieces.add(value.substring(start, i).strip());
                start = i + 1;
            }
        }
        pieces.add(value.substring(start).strip());
        return pieces;
    }

    private static String unquoted(String text) {
        if (text.length() < 2 || text.charAt(0) != '"' || text.charAt(text.length() - 1) != '"') {
            return text;
        }
        var plain = new StringBuilder(text.length());
        for (int i = 1; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            plain.append(c == '\\' && i < text.length() - 2 ? text.charAt(++i) : c);
        }
        return plain.toString();
    }
}
