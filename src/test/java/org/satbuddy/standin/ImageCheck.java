package org.satbuddy.standin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** Checks that an image part can be looked at: an address, or a data URI whose content is what it says it is. */
final class ImageCheck {

    private static final Pattern DATA = Pattern.compile("data:image/(png|jpeg|gif|webp);base64,");

    private ImageCheck() {}

    static void check(String path, Object value) {
        if (!(value instanceof Map<?, ?> image)) {
            throw RequestCheck.wrongType(path, "an object");
        }
        RequestCheck.unknown(path + ".", image.keySet(), Set.of("url", "detail"));
        RequestCheck.required(path + ".", image, "url");
        RequestCheck.string(path + ".url", image.get("url"));
        if (image.get("detail") != null) {
            RequestCheck.oneOf("auto", "low", "high").accept(path + ".detail", image.get("detail"));
        }
        String url = (String) image.get("url");
        if (url.startsWith("https://") || url.startsWith("http://")) {
            return;
        }
        Matcher data = DATA.matcher(url);
        if (!data.lookingAt()) {
            throw Refusal.invalid(
                    "Invalid '" + path + ".url'. Expected an address or a base64-encoded data URI with an image MIME"
                            + " type of png, jpeg, gif or webp.",
                    path + ".url",
                    "invalid_value");
        }
        try {
            decode(data.group(1), Base64.getDecoder().decode(url.substring(data.end())));
        } catch (IllegalArgumentException | IOException e) {
            throw Refusal.invalid(
                    "You uploaded an unsupported image. Please make sure your image is valid. (" + e.getMessage() + ")",
                    null,
                    "invalid_image_format");
        }
    }

    private static void decode(String type, byte[] bytes) throws IOException {
        if (!type.equals(typeOf(bytes))) {
            throw new IOException("it is not " + type);
        }
        // The JDK reads no WebP; its magic bytes have to do.
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
