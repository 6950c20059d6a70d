package org.satbuddy.image;

import java.awt.geom.AffineTransform;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The EXIF orientation of an image, in the order of EXIF's numbers from 1 to 8. */
enum Orientation {
    UPRIGHT,
    MIRRORED,
    UPSIDE_DOWN,
    MIRRORED_UPSIDE_DOWN,
    MIRRORED_LEFT,
    LEFT,
    MIRRORED_RIGHT,
    RIGHT;

    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final byte[] PREFIX = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    /** Whether width and height are swapped. */
    boolean isTurned() {
        return ordinal() >= MIRRORED_LEFT.ordinal();
    }

    /**
     * The transformation that puts an image upright.
     *
     * @param width in pixels, before the transformation
     * @param height in pixels, before the transformation
     */
    AffineTransform transform(double width, double height) {
        return switch (this) {
            case UPRIGHT -> new AffineTransform();
            case MIRRORED -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case UPSIDE_DOWN -> new AffineTransform(-1, 0, 0, -1, width, height);
            case MIRRORED_UPSIDE_DOWN -> new AffineTransform(1, 0, 0, -1, 0, height);
            case MIRRORED_LEFT -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case LEFT -> new AffineTransform(0, 1, -1, 0, height, 0);
            case MIRRORED_RIGHT -> new AffineTransform(0, -1, -1, 0, height, width);
            case RIGHT -> new AffineTransform(0, -1, 1, 0, 0, width);
        };
    }

    /** Reads the orientation from an EXIF block, with or without its prefix. Returns upright if none is valid. */
    static Orientation of(byte[] exif) {
        boolean prefixed = startsWith(exif, PREFIX);
        byte[] tiff = prefixed ? Arrays.copyOfRange(exif, PREFIX.length, exif.length) : exif;
        try {
            return ofTiff(tiff);
        } catch (ImageRefused e) {
            // Metadata is discarded anyway, and the pixels may be intact.
            return UPRIGHT;
        }
    }

    static boolean isExif(byte[] block) {
        return startsWith(block, PREFIX);
    }

    private static boolean startsWith(byte[] block, byte[] prefix) {
        return block.length >= prefix.length && Arrays.equals(block, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static Orientation ofTiff(byte[] tiff) {
        var reader = new ByteReader(tiff);
        boolean littleEndian = reader.u16() == 0x4949;
        reader.skip(2);
        int directory = littleEndian ? reader.lengthLittleEndian() : reader.length();
        var entries = new ByteReader(tiff);
        entries.skip(directory);
        for (int left = u16(entries, littleEndian); left > 0; left--) {
            int tag = u16(entries, littleEndian);
            int type = u16(entries, littleEndian);
            entries.skip(4);
            int value = u16(entries, littleEndian);
            entries.skip(2);
            if (tag == TAG && type == SHORT && value >= 1 && value <= values().length) {
                return values()[value - 1];
            }
        }
        return UPRIGHT;
    }

    private static int u16(ByteReader reader, boolean littleEndian) {
        return littleEndian ? reader.u16LittleEndian() : reader.u16();
    }
}
