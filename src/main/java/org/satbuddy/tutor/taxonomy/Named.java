package org.satbuddy.tutor.taxonomy;

/** A part of the taxonomy. It has a short code, a slug for the wire and a title for people. */
public interface Named {

    String code();

    /** The lower-case words of the title joined by '-'. This is the value on the wire. */
    String slug();

    String title();
}
