package org.satbuddy.provider;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The data of the events of a {@code text/event-stream}. Names, ids and comments are passed over: every wire format says
 * in its data what an event is.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
final class SseReader {

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private final byte[] chunk = new byte[8 << 10];
    private int position;
    private int limit;
    private boolean afterCarriageReturn;
    private boolean begun;

    SseReader(InputStream in) {
        this.in = in;
    }

    /** The data of the next event, blocking until it has arrived; null at the end. An event that breaks off is none. */
    String next() throws IOException {
        var data = new StringBuilder();
        for (String text = readLine(); text != null; text = readLine()) {
            if (text.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n").append(text, text.startsWith("data: ") ? 6 : 5, text.length());
            } else if (text.isEmpty() && !data.isEmpty()) {
                return data.toString();
            } else if (text.startsWith("{") || text.startsWith("[")) {
                return json(text);
            }
        }
        return null;
    }

    /** No event: Google breaks into a stream with an error as it is, its lines indented but for the first and last. */
    private String json(String first) throws IOException {
        String end = first.startsWith("[") ? "]" : "}";
        var json = new StringBuilder();
        for (String text = first; text != null; text = readLine()) {
            json.append(text);
            if (text.endsWith(end) && !text.startsWith(" ")) {
                return json.toString();
            }
        }
        return json.append(line.toString(StandardCharsets.UTF_8)).toString();
    }

    /** Lines end with CR LF, LF or CR; null at the end, also for a line without one. */
    private String readLine() throws IOException {
        line.reset();
        for (int next = read(); next >= 0; next = read()) {
            boolean secondOfTwo = next == '\n' && afterCarriageReturn;
            afterCarriageReturn = next == '\r';
            if (next == '\r' || (next == '\n' && !secondOfTwo)) {
                return text();
            }
            if (!secondOfTwo) {
                line.write(next);
            }
        }
        return null;
    }

    /** The line without the mark of the byte order that some put before the first. */
    private String text() {
        String text = line.toString(StandardCharsets.UTF_8);
        boolean marked = !begun && text.startsWith("\uFEFF");
        begun = true;
        return marked ? text.substring(1) : text;
    }

    private int read() throws IOException {
        if (position == limit) {
            limit = in.read(chunk);
            position = 0;
            if (limit <= 0) {
                limit = 0;
                return -1;
            }
        }
        return chunk[position++] & 0xff;
    }
}
