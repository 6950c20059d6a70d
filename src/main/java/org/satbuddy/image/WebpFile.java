package org.satbuddy.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Parses a WebP file (RFC 9649) and reduces it to a still image with a single frame. Lossless images are refused, and so
 * is transparency, which is stored in the same way. A file of 7.5 kB can hold their decoder for an hour, and one of
 * 164 kB can fill the heap. Nothing outside the decoder can find that out beforehand.
 */
final class WebpFile {

    private static final int RIFF_HEADER = 12;
    private static final int FRAME_HEADER = 16;
    private static final int LOSSY_START_CODE = 0x9d012a;

    /** The decoder reads eight bytes ahead, and fails if a small image ends before that. */
    private static final int READ_AHEAD = 8;

    /** The decoder takes 26 bytes of memory and half a microsecond for each pixel of a lossy image. */
    private static final int MAX_LOSSY_PIXELS = 8_000_000;

    private Orientation orientation = Orientation.UPRIGHT;
    private byte[] pixels;
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
            case "VP8 " -> lossy(content);
            case "VP8L", "ALPH" -> throw new ImageRefused(ImageRefused.Reason.LOSSLESS_WEBP);
            default -> {
                // Canvas, animation, colour profile and unknown chunks: the pixels need none of them.
            }
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

    private StrippedImage still() {
        if (pixels == null) {
            throw broken();
        }
        var body = new ByteArrayOutputStream(pixels.length + 64);
        body.writeBytes(ascii("WEBP"));
        write(body, "VP8 ", pixels);
        var file = new ByteArrayOutputStream(body.size() + 16);
        write(file, "RIFF", body.toByteArray());
        file.writeBytes(new byte[READ_AHEAD]);
        return new StrippedImage(Format.WEBP, width, height, 4, orientation, file.toByteArray());
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
