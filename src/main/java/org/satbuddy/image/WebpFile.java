package org.satbuddy.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Parses a WebP file (RFC 9649) and reduces it to a still image with a single frame. */
final class WebpFile {

    private static final int RIFF_HEADER = 12;
    private static final int FRAME_HEADER = 16;
    private static final int LOSSY_START_CODE = 0x9d012a;
    private static final int LOSSLESS_SIGNATURE = 0x2f;

    /** The decoder reads eight bytes ahead, and fails if a small image ends before that. */
    private static final int READ_AHEAD = 8;

    private static final int HAS_ALPHA = 0x10;

    /** The decoder takes 26 bytes of memory and half a microsecond for each pixel of a lossy image. */
    private static final int MAX_LOSSY_PIXELS = 8_000_000;

    private Orientation orientation = Orientation.UPRIGHT;
    private byte[] alpha;
    private byte[] pixels;
    private boolean lossless;
    private int width;
    private int height;

    private WebpFile() {}

    static StrippedImage strip(byte[] bytes) {
        var file = new WebpFile();
        var reader = new ByteReader(bytes);
        reader.skip(RIFF_HEADER);
        file.chunks(reader);
        return file.still();
    }

    private void chunks(ByteReader file) {
        while (!file.isAtEnd()) {
            String name = file.name();
            int length = file.lengthLittleEndian();
            ByteReader content = file.part(length);
            if (length % 2 == 1 && !file.isAtEnd()) {
                file.skip(1);
            }
            chunk(name, content);
        }
    }

    private void chunk(String name, ByteReader content) {
        if (name.equals("EXIF")) {
            orientation = Orientation.of(content.rest());
            return;
        }
        if (pixels != null) {
            return;
        }
        switch (name) {
            case "ANMF" -> {
                content.skip(FRAME_HEADER);
                chunks(content);
            }
            case "ALPH" -> alpha(content);
            case "VP8 " -> lossy(content);
            case "VP8L" -> lossless(content);
            default -> {
                // Canvas, animation, colour profile and unknown chunks: the pixels need none of them.
            }
        }
    }

    private void alpha(ByteReader content) {
        alpha = content.rest();
        boolean compressed = (content.u8() & 3) != 0;
        if (!compressed) {
            // The decoder would ignore uncompressed alpha and show pixels that are meant to be hidden.
            throw new ImageRefused(ImageRefused.Reason.UNSUPPORTED);
        }
    }

    private void lossy(ByteReader content) {
        pixels = content.rest();
        int frameTag = content.u24LittleEndian();
        boolean keyFrame = (frameTag & 1) == 0;
        int startCode = content.u8() << 16 | content.u16();
        if (!keyFrame || startCode != LOSSY_START_CODE) {
            throw broken();
        }
        width = content.u16LittleEndian() & 0x3fff;
        height = content.u16LittleEndian() & 0x3fff;
        if (width * height > MAX_LOSSY_PIXELS) {
            throw new ImageRefused(ImageRefused.Reason.TOO_MANY_PIXELS_FOR_WEBP);
        }
    }

    private void lossless(ByteReader content) {
        pixels = content.rest();
        lossless = true;
        if (content.u8() != LOSSLESS_SIGNATURE) {
            throw broken();
        }
        int low = content.u16LittleEndian();
        int high = content.u16LittleEndian();
        width = (low & 0x3fff) + 1;
        height = ((high & 0xfff) << 2 | low >> 14) + 1;
    }

    private StrippedImage still() {
        if (pixels == null) {
            throw broken();
        }
        var body = new ByteArrayOutputStream(pixels.length + 64);
        body.writeBytes(ascii("WEBP"));
        if (lossless) {
            write(body, "VP8L", pixels);
        } else {
            if (alpha != null) {
                write(body, "VP8X", canvas());
                write(body, "ALPH", alpha);
            }
            write(body, "VP8 ", pixels);
        }
        var file = new ByteArrayOutputStream(body.size() + 16);
        write(file, "RIFF", body.toByteArray());
        file.writeBytes(new byte[READ_AHEAD]);
        return new StrippedImage(Format.WEBP, width, height, 4, orientation, file.toByteArray());
    }

    private byte[] canvas() {
        int w = width - 1;
        int h = height - 1;
        return new byte[] {
            HAS_ALPHA, 0, 0, 0, (byte) w, (byte) (w >> 8), (byte) (w >> 16), (byte) h, (byte) (h >> 8), (byte) (h >> 16)
        };
    }

    private static void write(ByteArrayOutputStream file, String name, byte[] content) {
        file.writeBytes(ascii(name));
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            file.write(content.length >> shift);
        }
        file.writeBytes(content);
        if (content.length % 2 == 1) {
            file.write(0);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static ImageRefused broken() {
        return new ImageRefused(ImageRefused.Reason.BROKEN);
    }
}
