package org.satbuddy.provider;

import java.util.Map;

/**
 * Puts the personal data back into one reply that comes in pieces. Keeps no more of it back than may still become a
 * placeholder: fewer characters than the longest one has. Cut in any way, what comes out is what comes out of the whole.
 *
 * <p>Each try of a call begins a reply anew, and so needs a restorer of its own.
 */
final class PlaceholderRestorer {

    private final Map<String, String> originals;
    private final int longest;
    private String held = "";

    /** @param originals by their placeholders, of which none begins another and none overlaps another */
    PlaceholderRestorer(Map<String, String> originals) {
        this.originals = originals;
        this.longest =
                originals.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** What is certain after this piece. */
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

    /** What was kept back: no placeholder, since the text ends there. */
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
