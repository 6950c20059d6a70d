package org.satbuddy.provider;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The body of a good reply. Its kind is known by its first bytes, because many servers send a wrong media type. */
final class ReplyContent extends FilterInputStream {

    private static final int LOOKED_AT = 512;

    /** The byte order mark of UTF-8, as ISO-8859-1. */
    private static final String MARK = "\u00ef\u00bb\u00bf";

    /** The beginnings of the lines of an event stream. */
    private static final List<String> FIELDS = List.of("data:", "event:", "id:", "retry:", "error:", ":");

    enum Kind {
        JSON,
        EVENTS,
        /** HTML, from something between this server and the provider. */
        PAGE
    }

    ReplyContent(InputStream body) {
        super(new PushbackInputStream(body, LOOKED_AT));
    }

    /** Blocks until the first bytes have arrived. Call this before reading. */
    Kind kind() throws IOException {
        byte[] first = new byte[LOOKED_AT];
        int length = 0;
        Kind kind = null;
        while (kind == null && length < LOOKED_AT) {
            int read = in.read(first, length, LOOKED_AT - length);
            if (read < 0) {
                break;
            }
            length += read;
            kind = kind(new String(first, 0, length, StandardCharsets.ISO_8859_1));
        }
        ((PushbackInputStream) in).unread(first, 0, length);
        return kind == null ? Kind.JSON : kind;
    }

    /** Null if more must be known. White space and a byte order mark may come first. */
    private static Kind kind(String beginning) {
        String text = (beginning.startsWith(MARK) ? beginning.substring(MARK.length()) : beginning).stripLeading();
        if (text.startsWith("<")) {
            return Kind.PAGE;
        }
        if (FIELDS.stream().anyMatch(text::startsWith)) {
            return Kind.EVENTS;
        }
        boolean mayBeField = FIELDS.stream().anyMatch(field -> field.startsWith(text));
        return mayBeField ? null : Kind.JSON;
    }
}
