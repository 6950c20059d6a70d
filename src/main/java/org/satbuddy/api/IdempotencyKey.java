package org.satbuddy.api;

/** The {@code Idempotency-Key} of a submission. */
final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";

    private static final int MAX_LENGTH = 255;

    private IdempotencyKey() {}

    /**
     * Returns the key in a header; null if the header is absent.
     *
     * @throws InvalidInput if it is not 1 to 255 printable ASCII characters
     */
    static String of(String header) {
        if (header == null) {
            return null;
        }
        boolean printable = header.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (header.isBlank() || header.length() > MAX_LENGTH || !printable) {
            throw new InvalidInput(HEADER, "must be 1 to 255 printable characters");
        }
        return header;
    }
}
