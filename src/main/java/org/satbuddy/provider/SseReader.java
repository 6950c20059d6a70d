package org.satbuddy.provider;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads the data of each event of a {@code text/event-stream}. It skips names, ids and comments, because every wire
 * format names the kind of an event in its data.
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

    /**
     * Blocks until the next event has arrived and returns its data; null at the end. An event that breaks off is
     * dropped.
     */
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

    /**
     * Reads bare JSON that is no event. Google interrupts a stream with an error this way: all lines but the first
     * and the last are indented.
     */
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

    /** Lines end with CR LF, LF or CR. Returns null at the end of the stream, even after an unfinished line. */
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

    /** The line, without the byte order mark that some servers put before the first line. */
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
