package org.satbuddy.standin.types;

import java.util.List;

/** The location of a value in a document. Collects violations. The path is built only for a violation. */
final class JsonLocation {

    private final JsonLocation outer;
    private final String step;
    private final List<Violation> violations;

    private JsonLocation(JsonLocation outer, String step, List<Violation> violations) {
        this.outer = outer;
        this.step = step;
        this.violations = violations;
    }

    static JsonLocation root(List<Violation> violations) {
        return new JsonLocation(null, "", violations);
    }

    JsonLocation member(String name) {
        return new JsonLocation(this, name, violations);
    }

    JsonLocation element(int index) {
        return new JsonLocation(this, "[" + index + "]", violations);
    }

    void report(Violation.Category category, String text) {
        violations.add(new Violation(toString(), category, text));
    }

    @Override
    public String toString() {
        if (outer == null) {
            return "";
        }
        String before = outer.toString();
        return before.isEmpty() || step.startsWith("[") ? before + step : before + "." + step;
    }
}
