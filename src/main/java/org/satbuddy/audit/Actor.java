package org.satbuddy.audit;

/**
 * Who does something.
 *
 * @param id of the account; empty if it is unknown
 * @param address from which the request came
 */
public record Actor(String id, String address) {

    /** The holder of the installation's token. */
    public static final String OPERATOR = "operator";

    /** Somebody who is not signed in. */
    public static Actor unknown(String address) {
        return new Actor("", address);
    }
}
