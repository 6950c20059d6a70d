package org.satbuddy.api;

import java.util.List;

/** A request that cannot be understood; the message is a sentence for whoever wrote the client. */
final class InputInvalid extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with one field. */
    record Field(String field, String message) {}

    private final int status;
    private final transient List<Field> fields;

    InputInvalid(int status, String message) {
        super(message, null, false, false);
        this.status = status;
        this.fields = List.of();
    }

    InputInvalid(List<Field> fields) {
        super(fields.get(0).field() + " " + fields.get(0).message() + ".", null, false, false);
        this.status = 400;
        this.fields = List.copyOf(fields);
    }

    int status() {
        return status;
    }

    List<Field> fields() {
        return fields;
    }
}
