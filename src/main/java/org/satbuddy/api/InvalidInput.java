package org.satbuddy.api;

import java.util.List;

/** A request that cannot be understood. The message is a sentence for the developer of the client. */
final class InvalidInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int BAD_REQUEST = 400;
    private static final int CONTENT_TOO_LARGE = 413;

    /** What is wrong with one field. */
    record Field(String field, String message) {}

    private final int status;
    private final transient List<Field> fields;

    private InvalidInput(int status, String message, List<Field> fields) {
        super(message, null, false, false);
        this.status = status;
        this.fields = List.copyOf(fields);
    }

    /** The request is invalid as a whole. */
    InvalidInput(String message) {
        this(BAD_REQUEST, message, List.of());
    }

    /** @param fields at least one */
    InvalidInput(List<Field> fields) {
        this(BAD_REQUEST, fields.get(0).field() + " " + fields.get(0).message() + ".", fields);
    }

    InvalidInput(String field, String message) {
        this(List.of(new Field(field, message)));
    }

    static InvalidInput tooLarge(String message) {
        return new InvalidInput(CONTENT_TOO_LARGE, message, List.of());
    }

    /** The HTTP status: 400 or 413. */
    int status() {
        return status;
    }

    List<Field> fields() {
        return fields;
    }
}
