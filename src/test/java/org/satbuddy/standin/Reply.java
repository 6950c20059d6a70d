package org.satbuddy.standin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.satbuddy.standin.types.Json;

/**
 * The bytes of a reply, in steps with a pause before each, and how the reply ends. Faulty replies are made of the same
 * pieces as correct ones.
 */
public record Reply(Iterable<Step> steps, Ending end) {

    /** What happens to the connection when everything is sent. */
    public enum Ending {
        KEEP,
        CLOSE,
        RESET,
        /** The connection stays open and silent: the client has to give up. */
        SILENCE
    }

    /** Bytes to send after a pause in ms. */
    public record Step(long pause, byte[] bytes) {}

    public static Reply json(int status, Object body, String... headers) {
        return whole(status, "application/json", Json.write(body), headers);
    }

    /** A complete reply. Each header is a line without its line break. */
    public static Reply whole(int status, String type, String body, String... headers) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        return new Reply(
                List.of(new Step(0, join(head(status, type, "Content-Length: " + content.length, headers), content))),
                Ending.KEEP);
    }

    /** Only the head of a reply, which promises {@code length} bytes. */
    public static Step head(int status, String type, long length) {
        return new Step(0, head(status, type, "Content-Length: " + length));
    }

    /** {@code bytes} repeated, with a pause in ms before each repetition. */
    public static Iterable<Step> repeated(Step first, int times, long pause, byte[] bytes) {
        return () -> {
            List<Step> rest = Collections.nCopies(times, new Step(pause, bytes));
            return concat(first, rest.iterator());
        };
    }

    public static Reply silence() {
        return new Reply(List.of(), Ending.SILENCE);
    }

    public static Reply reset() {
        return new Reply(List.of(), Ending.RESET);
    }

    /** An event stream with one chunk for each event. */
    static Reply events(List<String> events, long pauseBeforeEach, boolean complete) {
        return chunks(
                "text/event-stream",
                events.stream()
                        .map(event -> ("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8))
                        .toList(),
                pauseBeforeEach,
                complete);
    }

    /**
     * A body in chunks.
     *
     * @param complete whether the end of the body is sent; otherwise the connection closes after the last chunk
     */
    public static Reply chunks(String type, List<byte[]> chunks, long pauseBeforeEach, boolean complete) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(0, head(200, type, "Transfer-Encoding: chunked")));
        for (byte[] chunk : chunks) {
            byte[] size = (Integer.toHexString(chunk.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            steps.add(new Step(pauseBeforeEach, join(join(size, chunk), new byte[] {'\r', '\n'})));
        }
        if (complete) {
            steps.add(new Step(0, "0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1)));
        }
        return new Reply(steps, complete ? Ending.KEEP : Ending.CLOSE);
    }

    /** The same reply with more headers. A reply without a head stays as it is. */
    Reply with(Map<String, String> headers) {
        if (headers.isEmpty() || !steps.iterator().hasNext()) {
            return this;
        }
        StringBuilder lines = new StringBuilder();
        headers.forEach(
                (name, value) -> lines.append(name).append(": ").append(value).append("\r\n"));
        return new Reply(
                () -> {
                    Iterator<Step> rest = steps.iterator();
                    Step first = rest.next();
                    return concat(new Step(first.pause(), insertHeaders(first.bytes(), lines.toString())), rest);
                },
                end);
    }

    private static byte[] insertHeaders(byte[] head, String lines) {
        int status = 0;
        while (head[status] != '\n') {
            status++;
        }
        byte[] begun = join(Arrays.copyOf(head, status + 1), lines.getBytes(StandardCharsets.ISO_8859_1));
        return join(begun, Arrays.copyOfRange(head, status + 1, head.length));
    }

    /** Megabytes of white space, sent as fast as the client reads. */
    public static Reply blanks(int status, String type, int megabytes) {
        byte[] blanks = new byte[64 << 10];
        Arrays.fill(blanks, (byte) ' ');
        return new Reply(repeated(head(status, type, (long) megabytes << 20), megabytes << 4, 0, blanks), Ending.CLOSE);
    }

    private static byte[] head(int status, String type, String framing, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " " + REASONS.getOrDefault(status, "Status"));
        head.append("\r\nContent-Type: ")
                .append(type)
                .append("\r\n")
                .append(framing)
                .append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static Iterator<Step> concat(Step first, Iterator<Step> rest) {
        return new Iterator<>() {
            private boolean begun;

            @Override
            public boolean hasNext() {
                return !begun || rest.hasNext();
            }

            @Override
            public Step next() {
                if (begun) {
                    return rest.next();
                }
                begun = true;
                return first;
            }
        };
    }

    private static final Map<Integer, String> REASONS = Map.of(
            200, "OK",
            302, "Found",
            400, "Bad Request",
            401, "Unauthorized",
            404, "Not Found",
            429, "Too Many Requests",
            500, "Internal Server Error",
            502, "Bad Gateway",
            503, "Service Unavailable",
            529, "Overloaded");
}
