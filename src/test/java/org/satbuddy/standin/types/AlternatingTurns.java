package org.satbuddy.standin.types;

import static org.satbuddy.standin.types.Violation.Category.VALUE;

import java.util.List;
import java.util.Map;

/**
 * The roles alternate: the user begins, the model answers, and the last turn is the user's. Some vendors merge turns of
 * the same role, and some models continue a last turn of their own. A client that alternates relies on neither.
 */
record AlternatingTurns(String user, String model) implements Shape {

    @Override
    public void check(JsonLocation location, Object value) {
        if (!(value instanceof List<?> turns)) {
            return;
        }
        for (int i = 0; i < turns.size(); i++) {
            String due = i % 2 == 0 ? user : model;
            if (turns.get(i) instanceof Map<?, ?> turn
                    && turn.get("role") instanceof String role
                    && !role.equals(due)) {
                location.element(i).member("role").report(VALUE, "must be " + due + " here");
            }
        }
        if (!turns.isEmpty() && turns.size() % 2 == 0) {
            location.report(VALUE, "must end with a turn of the " + user);
        }
    }
}
