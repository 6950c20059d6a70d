package org.satbuddy.tutor.taxonomy;

/** What every part of the taxonomy has: a short code, a slug for the wire, and a title for people. */
public interface Named {

    String code();

    /** The title in lower-case words joined by '-': the value that is written on the wire. */
    String slug();

    String title();
}
