package org.satbuddy.provider;

import java.util.Map;

/**
 * Restores the personal data in one reply that arrives in pieces. It holds back only text that may still become a
 * placeholder. That text is shorter than the longest placeholder. However the reply is cut into pieces, the result is
 * the same.
 *
 * <p>Each try of a call begins its reply again and needs its own restorer.
 */
final class PlaceholderRestorer {

    private final Map<String, String> originals;
    private final int longest;
    private String held = "";

    /** @param originals the originals by placeholder; no placeholder overlaps another or is a prefix of it */
    PlaceholderRestorer(Map<String, String> originals) {
        this.originals = originals;
        this.longest =
                originals.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** Takes the next piece and returns all text that is certain now. */
    String feed(String piece) {
        String text = held + piece;
        var restored = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length() && !mayBecomePlaceholder(text, at)) {
            String placeholder = placeholderAt(text, at);
            if (placeholder == null) {
                restored.append(text.charAt(at));
                at++;
            } else {
                restored.append(originals.get(placeholder));
                at += placeholder.length();
            }
        }
        held = text.substring(at);
        return restored.toString();
    }

    /** Ends the reply and returns the text that was held back. It is no placeholder, because the reply ends there. */
    String flush() {
        String rest = held;
        held = "";
        return rest;
    }

    private boolean mayBecomePlaceholder(String text, int at) {
        int left = text.length() - at;
        if (left >= longest) {
            return false;
        }
        return originals.keySet().stream()
                .anyMatch(placeholder -> placeholder.length() > left && text.regionMatches(at, placeholder, 0, left));
    }

    private String placeholderAt(String text, int at) {
        for (String placeholder : originals.keySet()) {
            if (text.startsWith(placeholder, at)) {
                return placeholder;
            }
        }
        return null;
    }
}
