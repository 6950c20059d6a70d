package org.satbuddy.standin;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Collects bytes until they make a whole HTTP/1.1 request. */
final class RequestReader {

    /** The bytes are not HTTP, or more than any client sends to a provider. */
    static final class MalformedRequest extends RuntimeException {
        private static final long serialVersionUID = 1;

        MalformedRequest(String message) {
            super(message);
        }
    }

    private static final int MAX_REQUEST = 64 << 20;
    private static final int MAX_HEAD = 64 << 10;

    private byte[] bytes = new byte[4096];
    private int length;
    private int headEnd = -1;
    private ReceivedRequest head;

    void add(byte[] more, int count) {
        if (length + count > MAX_REQUEST) {
            throw new MalformedRequest("The request is too large.");
        }
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
        System.arraycopy(more, 0, bytes, length, count);
        length += count;
    }

    /** The next request, if it has arrived completely. */
    Optional<ReceivedRequest> next() {
        if (head == null && !readHead()) {
            return Optional.empty();
        }
        if ("chunked".equalsIgnoreCase(head.headers().get("transfer-encoding"))) {
            return chunked();
        }
        String declared = head.headers().getOrDefault("content-length", "0");
        int end = headEnd + number(declared, 10);
        if (end > MAX_REQUEST) {
            throw new MalformedRequest("The request is too large.");
        }
        if (length < end) {
            return Optional.empty();
        }
        return Optional.of(taken(Arrays.copyOfRange(bytes, headEnd, end), end));
    }

    /** Whether the client waits for {@code 100 Continue} before it sends the body. */
    boolean expectsContinue() {
        return head != null
                && length == headEnd
                && "100-continue".equalsIgnoreCase(head.headers().get("expect"));
    }

    private boolean readHead() {
        int end = find("\r\n\r\n", 0);
        if (end < 0) {
            if (length > MAX_HEAD) {
                throw new MalformedRequest("The request's head is too large.");
            }
            return false;
        }
        String[] lines = new String(bytes, 0, end, StandardCharsets.ISO_8859_1).split("\r\n");
        String[] first = lines[0].split(" ");
        if (first.length != 3 || !first[2].startsWith("HTTP/1.")) {
            throw new MalformedRequest("This is not HTTP/1.1.");
        }
        Map<String, String> headers = new HashMap<>();
        for (String line : Arrays.asList(lines).subList(1, lines.length)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new MalformedRequest("A header has no colon.");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int mark = first[1].indexOf('?');
        String path = mark < 0 ? first[1] : first[1].substring(0, mark);
        head = new ReceivedRequest(first[0], path, mark < 0 ? "" : first[1].substring(mark + 1), headers, new byte[0]);
        headEnd = end + 4;
        return true;
    }

    private Optional<ReceivedRequest> chunked() {
        byte[] body = new byte[length];
        int size = 0;
        int at = headEnd;
        while (true) {
            int lineEnd = find("\r\n", at);
            if (lineEnd < 0) {
                return Optional.empty();
            }
            String line = new String(bytes, at, lineEnd - at, StandardCharsets.ISO_8859_1);
            int chunk = number(line.split(";")[0].strip(), 16);
            int start = lineEnd + 2;
            if (length < start + chunk + 2) {
                return Optional.empty();
            }
            if (chunk == 0) {
                return Optional.of(taken(Arrays.copyOf(body, size), start + 2));
            }
            System.arraycopy(bytes, start, body, size, chunk);
            size += chunk;
            at = start + chunk + 2;
        }
    }

    private ReceivedRequest taken(byte[] body, int end) {
        ReceivedRequest whole = new ReceivedRequest(head.method(), head.path(), head.query(), head.headers(), body);
        bytes = Arrays.copyOfRange(bytes, end, Math.max(length, end + 4096));
        length -= end;
        head = null;
        headEnd = -1;
        return whole;
    }

    private int find(String mark, int from) {
        byte[] wanted = mark.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = from; i <= length - wanted.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    private static int number(String text, int radix) {
        try {
            int number = Integer.parseInt(text, radix);
            if (number >= 0 && number <= MAX_REQUEST) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new MalformedRequest("A length is not a number.");
        }
        throw new MalformedRequest("The request is too large.");
    }
}
