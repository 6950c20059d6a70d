package org.satbuddy.standin.types;

import java.util.List;

/** Where in a document a value stands, and where complaints about it go. Spelled out only when there is one. */
final class JsonLocation {

    private final JsonLocation outer;
    private final String step;
    private final List<Complaint> complaints;

    private JsonLocation(JsonLocation outer, String step, List<Complaint> complaints) {
        this.outer = outer;
        this.step = step;
        this.complaints = complaints;
    }

    static JsonLocation root(List<Complaint> complaints) {
        return new JsonLocation(null, "", complaints);
    }

    JsonLocation member(String name) {
        return new JsonLocation(this, name, complaints);
    }

    JsonLocation element(int index) {
        return new JsonLocation(this, "[" + index + "]", complaints);
    }

    void complain(Complaint.Kind kind, String text) {
        complaints.add(new Complaint(toString(), kind, text));
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
