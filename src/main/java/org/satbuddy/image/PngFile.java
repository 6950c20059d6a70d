package org.satbuddy.image;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;

/** Parses a PNG file (ISO 15948), chunk by chunk. */
final class PngFile {

    private static final int SIGNATURE = 8;
    private static final int CHECKSUM = 4;

    private final ByteReader file;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private Orientation orientation = Orientation.UPRIGHT;
    private int width;
    private int height;
    private int bytesPerPixel;
    private boolean pixels;

    private PngFile(byte[] bytes) {
        file = new ByteReader(bytes);
    }

    static StrippedImage strip(byte[] bytes) {
        return new PngFile(bytes).read();
    }

    private StrippedImage read() {
        file.skip(SIGNATURE);
        kept.writeBytes(file.since(0));
        String name;
        do {
            name = chunk();
        } while (!name.equals("IEND"));
        if (!pixels) {
            throw broken();
        }
        return new StrippedImage(Format.PNG, width, height, bytesPerPixel, orientation, kept.toByteArray());
    }

    private String chunk() {
        int start = file.position();
        int length = file.length();
        int from = file.position();
        String name = file.name();
        if (width == 0 && !name.equals("IHDR")) {
            throw broken();
        }
        ByteReader content = file.part(length);
        byte[] checked = file.since(from);
        switch (name) {
            case "IHDR" -> {
                header(content);
                keep(start, checked);
            }
            case "IDAT" -> {
                pixels = true;
                keep(start, checked);
            }
            case "PLTE", "tRNS", "IEND" -> keep(start, checked);
            case "eXIf" -> {
                orientation = Orientation.of(content.rest());
                file.skip(CHECKSUM);
            }
            default -> file.skip(CHECKSUM);
        }
        return name;
    }

    private void header(ByteReader content) {
        if (width != 0) {
            throw broken();
        }
        width = side(content);
        height = side(content);
        int depth = content.u8();
        int channels = switch (content.u8()) {
            case 0, 3 -> 1;
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> throw broken();
        };
        bytesPerPixel = depth == 16 ? 2 * channels : channels;
        if (width == 0) {
            throw broken();
        }
    }

    private static int side(ByteReader content) {
        int high = content.u16();
        int low = content.u16();
        return high > 0 ? Integer.MAX_VALUE : low;
    }

    /** Reads the checksum that follows a chunk, and keeps the chunk if the checksum matches. */
    private void keep(int start, byte[] checked) {
        var sum = new CRC32();
        sum.update(checked);
        long given = (long) file.u16() << 16 | file.u16();
        if (given != sum.getValue()) {
            throw broken();
        }
        kept.writeBytes(file.since(start));
    }

    private static ImageRefused broken() {
        return new ImageRefused(ImageRefused.Reason.BROKEN);
    }
}
