package org.satbuddy.api;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.satbuddy.transfer.IncomingRequests;

/**
 * One file of a {@code multipart/form-data} body (RFC 7578), read as a stream. An upload never touches the disk.
 * Application servers' own readers spool uploads into temporary files, and one server leaves those files behind.
 */
final class FormFile extends InputStream {

    /** The largest body, in bytes: the largest image, and room for the form around it. */
    static final int MAX_BODY = IncomingRequests.MAX_FORM;

    private static final int MAX_BOUNDARY = 70;
    private static final int MAX_HEADERS = 4 * 1024;

    /** Empty parts are short: half a million fit into a body, and take seconds. A client sends a few fields. */
    private static final int MAX_PARTS = 100;

    private static final int BUFFER = 8 * 1024;

    private final InputStream body;

    /** Ends a part: a line break, two hyphens and the boundary. */
    private final byte[] delimiter;

    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private int taken;

    private FormFile(InputStream body, String boundary) {
        this.body = body;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
        // The body may start with the first delimiter, which then lacks its line break.
        buffer[0] = '\r';
        buffer[1] = '\n';
        limit = 2;
    }

    /**
     * Finds the content of a field in a form.
     *
     * @param boundary the parameter of the media type; null if it is absent
     * @return the content, to be read before anything else of {@code body}; reading it throws an {@link EOFException}
     *     if the body breaks off
     * @throws InvalidInput if there is no such field, or the form is malformed
     */
    static InputStream named(String field, String boundary, InputStream body) {
        if (boundary == null || boundary.isBlank() || boundary.length() > MAX_BOUNDARY) {
            throw new InvalidInput("The form names no boundary.");
        }
        var form = new FormFile(body, boundary);
        try {
            for (int parts = 0; form.nextPart(); parts++) {
                if (parts == MAX_PARTS) {
                    throw new InvalidInput("The form has too many fields.");
                }
                if (field.equals(form.fieldName())) {
                    return form;
                }
            }
        } catch (EOFException e) {
            throw new InvalidInput("The form is incomplete.");
        } catch (IOException e) {
            throw new InvalidInput("The request broke off.");
        }
        throw new InvalidInput(field, "must be a file of the form");
    }

    /** Skips to the part after the next delimiter; returns false if that was the last delimiter. */
    private boolean nextPart() throws IOException {
        skipContent();
        position += delimiter.length;
        String rest = line();
        if (rest.startsWith("--")) {
            return false;
        }
        if (!rest.isBlank()) {
            throw new InvalidInput("The form cannot be understood.");
        }
        return true;
    }

    private void skipContent() throws IOException {
        byte[] skipped = new byte[BUFFER];
        while (read(skipped, 0, skipped.length) >= 0) {
            // Discards the preamble and the other parts.
        }
    }

    /** Reads the headers of a part, and returns the name of its field; null if they name none. */
    private String fieldName() throws IOException {
        String name = null;
        int read = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            read += line.length();
            if (read > MAX_HEADERS) {
                throw new InvalidInput("The form cannot be understood.");
            }
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase("Content-Disposition")) {
                name = HeaderValue.split(line.substring(colon + 1), ';').stream()
                        .map(HeaderValue.Parameter::of)
                        .filter(it -> it.is("name"))
                        .map(HeaderValue.Parameter::value)
                        .findFirst()
                        .orElse(null);
            }
        }
        return name;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        while (true) {
            if (position == limit && !fill()) {
                // The closing delimiter needs no line break after it.
                if (line.toString().equals("--")) {
                    return line.toString();
                }
                throw new EOFException();
            }
            char c = (char) (buffer[position++] & 0xff);
            if (c == '\n') {
                int end = line.length();
                return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
            }
            line.append(c);
            if (line.length() > MAX_HEADERS) {
                throw new InvalidInput("The form cannot be understood.");
            }
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Reads up to the next delimiter. */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int safe = contentBytes();
        while (safe == 0) {
            if (isAtDelimiter()) {
                return -1;
            }
            if (!fill()) {
                throw new EOFException();
            }
            safe = contentBytes();
        }
        int count = Math.min(safe, length);
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        return count;
    }

    /** The number of buffered bytes before anything that may be a delimiter. */
    private int contentBytes() {
        for (int start = position; start < limit; start++) {
            if (buffer[start] == delimiter[0] && mayBeDelimiter(start)) {
                return start - position;
            }
        }
        return limit - position;
    }

    private boolean isAtDelimiter() {
        return limit - position >= delimiter.length && mayBeDelimiter(position);
    }

    private boolean mayBeDelimiter(int start) {
        int known = Math.min(limit - start, delimiter.length);
        for (int i = 0; i < known; i++) {
            if (buffer[start + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    /** Reads more of the body into the buffer; returns false at the end of the body. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        int count = body.read(buffer, limit, buffer.length - limit);
        if (count < 0) {
            return false;
        }
        limit += count;
        taken += count;
        if (taken > MAX_BODY) {
            throw InvalidInput.tooLarge("The upload is too large. Please upload an image of at most 5 MB.");
        }
        return true;
    }
}
