package org.satbuddy.api;

import jakarta.ws.rs.NotFoundException;

/** There is no such task, or not of this caller; the two are not told apart. */
final class UnknownTask extends NotFoundException {

    private static final long serialVersionUID = 1L;
}
