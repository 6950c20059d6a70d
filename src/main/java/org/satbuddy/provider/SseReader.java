package org.satbuddy.provider;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads the data of each event of a {@code text/event-stream}. It skips ids, comments and all names but {@code error},
 * because every wire format names the kind of an event in its data.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
final class SseReader {

    /** The data of the last event of OpenAI's streams. */
    static final String DONE = "[DONE]";

    private final InputStream in;
    private final StringBuilder data = new StringBuilder();
    private String putBack;
    private boolean error;
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
     * Blocks until the next event has arrived and returns its data; null at the end. Some servers leave out the blank
     * line between events, or after the last one, so a whole JSON object ends an event, too. An event that breaks off is
     * dropped.
     */
    String next() throws IOException {
        for (String text = nextLine(); text != null; text = nextLine()) {
            if (text.startsWith("data:")) {
                String more = value(text);
                if (isWhole() && (more.startsWith("{") || more.equals(DONE))) {
                    putBack = text;
                    return take();
                }
                data.append(data.isEmpty() ? "" : "\n").append(more);
            } else if (text.isEmpty() && !data.isEmpty()) {
                return take();
            } else if (text.startsWith("error:") && value(text).startsWith("{")) {
                return inError(value(text));
            } else if (text.startsWith("event:")) {
                error = value(text).equals("error");
            } else if (text.startsWith("{") || text.startsWith("[")) {
                return json(text);
            }
        }
        if (isWhole()) {
            return take();
        }
        String last = line.toString(StandardCharsets.UTF_8);
        line.reset();
        boolean whole = last.startsWith("data:") && data.isEmpty() && isWhole(value(last));
        return whole ? value(last) : null;
    }

    private static String value(String text) {
        int colon = text.indexOf(':');
        return text.substring(text.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
    }

    private boolean isWhole() {
        return isWhole(data);
    }

    /** Good enough: JSON that has been written in several lines breaks after commas and brackets. */
    private static boolean isWhole(CharSequence data) {
        int length = data.length();
        return length > 1 && data.charAt(0) == '{' && data.charAt(length - 1) == '}' || DONE.contentEquals(data);
    }

    private String take() {
        String taken = data.toString();
        data.setLength(0);
        boolean wrap = error && taken.startsWith("{") && !taken.contains("\"error\"");
        error = false;
        return wrap ? inError(taken) : taken;
    }

    /** The form in which most servers report an error inside a stream. */
    private static String inError(String json) {
        return "{\"error\":" + json + "}";
    }

    private String nextLine() throws IOException {
        String again = putBack;
        putBack = null;
        return again == null ? readLine() : again;
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
