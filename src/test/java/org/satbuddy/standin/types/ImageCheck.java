package org.satbuddy.standin.types;

import static org.satbuddy.standin.types.Violation.Category.IMAGE;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Checks images as a vendor does before a model sees them. */
final class ImageCheck {

    private ImageCheck() {}

    /**
     * Reports data that is not an image of the declared type.
     *
     * @param type the part of the media type after {@code image/}
     */
    static void check(JsonLocation location, String type, String base64) {
        try {
            decode(type, Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException | IOException e) {
            location.report(IMAGE, "is not a valid image (" + e.getMessage() + ")");
        }
    }

    private static void decode(String type, byte[] bytes) throws IOException {
        if (!type.equals(typeOf(bytes))) {
            throw new IOException("it is not " + type);
        }
        // The JDK cannot decode WebP, so its magic bytes must suffice.
        if (!type.equals("webp") && ImageIO.read(new ByteArrayInputStream(bytes)) == null) {
            throw new IOException("it cannot be decoded");
        }
    }

    private static String typeOf(byte[] bytes) {
        if (begins(bytes, 0, 0x89, 'P', 'N', 'G')) {
            return "png";
        }
        if (begins(bytes, 0, 0xff, 0xd8, 0xff)) {
            return "jpeg";
        }
        if (begins(bytes, 0, 'G', 'I', 'F', '8')) {
            return "gif";
        }
        return begins(bytes, 0, 'R', 'I', 'F', 'F') && begins(bytes, 8, 'W', 'E', 'B', 'P') ? "webp" : "unknown";
    }

    private static boolean begins(byte[] bytes, int from, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (from + i >= bytes.length || (bytes[from + i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
