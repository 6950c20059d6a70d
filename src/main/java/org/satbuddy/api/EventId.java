package org.satbuddy.api;

import java.util.Optional;
import java.util.regex.Pattern;
import org.satbuddy.task.TextPosition;

/**
 * The ids of events. The id of a delta is {@code generation.offset}, the position after its text. The last event has
 * an id of its own: a connection may break between the last delta and the last event, and the client must still
 * receive the end.
 */
final class EventId {

    /** The id of {@code done}. */
    static final String END = "done";

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})");

    private EventId() {}

    static String of(TextPosition position) {
        return position.generation() + "." + position.offset();
    }

    /** Parses the id of a delta; empty for anything else. */
    static Optional<TextPosition> parse(String id) {
        return Optional.of(FORM.matcher(id))
                .filter(form -> form.matches())
                .map(form -> new TextPosition(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))));
    }
}
