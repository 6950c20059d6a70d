package org.satbuddy.identity;

/** What a caller may do. */
public enum Role {
    /** Asks, practises, and sees what is their own. */
    STUDENT,
    /** Manages the installation, and asks nothing. */
    ADMIN
}
