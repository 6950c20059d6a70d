package org.satbuddy.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.satbuddy.transfer.HeldResponse;

/** A response body, compressed once if that makes it smaller. */
final class Content {

    /** The coding {@code gzip} without a weight of zero. */
    private static final Pattern GZIP = Pattern.compile("(?i)\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))");

    private final String type;
    private final byte[] bytes;
    private final byte[] compressed;

    Content(String type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
        byte[] smaller = gzip(bytes);
        this.compressed = smaller.length < bytes.length ? smaller : null;
    }

    byte[] bytes() {
        return bytes;
    }

    void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(type);
        byte[] body = bytes;
        if (compressed != null) {
            response.addHeader("Vary", "Accept-Encoding");
            String accepted = request.getHeader("Accept-Encoding");
            if (accepted != null && GZIP.matcher(accepted).find()) {
                response.setHeader("Content-Encoding", "gzip");
                body = compressed;
            }
        }
        response.setContentLength(body.length);
        HeldResponse.send(body, response);
    }

    private static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length / 2);
        try (var gzip = new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
