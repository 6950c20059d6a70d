package org.satbuddy.api;

import java.util.Optional;
import java.util.regex.Pattern;
import org.satbuddy.task.TextPosition;

/**
 * The ids of events. That of a delta is {@code generation.offset}, the position behind it; that of the last event is always
 * the same: a connection may be lost between the last delta and it, and who comes back is to be told the end once.
 */
final class EventId {

    /** Of {@code done}. */
    static final String END = "done";

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})");

    private EventId() {}

    static String of(TextPosition position) {
        return position.generation() + "." + position.offset();
    }

    /** Empty for what is no id of ours. */
    static Optional<TextPosition> parse(String id) {
        return Optional.of(FORM.matcher(id))
                .filter(form -> form.matches())
                .map(form -> new TextPosition(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))));
    }
}
