package org.satbuddy.standin.types;

import java.util.List;

/** Where in a document a value stands, and where complaints about it go. Spelled out only when there is one. */
final class Place {

    private final Place outer;
    private final String step;
    private final List<Complaint> complaints;

    private Place(Place outer, String step, List<Complaint> complaints) {
        this.outer = outer;
        this.step = step;
        this.complaints = complaints;
    }

    static Place root(List<Complaint> complaints) {
        return new Place(null, "", complaints);
    }

    Place member(String name) {
        return new Place(this, name, complaints);
    }

    Place element(int index) {
        return new Place(this, "[" + index + "]", complaints);
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
