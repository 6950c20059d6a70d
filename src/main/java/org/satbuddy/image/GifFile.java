package org.satbuddy.image;

import java.io.ByteArrayOutputStream;

/** Parses a GIF file (GIF89a specification) up to the end of its first frame. */
final class GifFile {

    private static final int SIGNATURE = 6;
    private static final int EXTENSION = 0x21;
    private static final int GRAPHIC_CONTROL = 0xf9;
    private static final int IMAGE = 0x2c;
    private static final int TRAILER = 0x3b;

    private final ByteReader file;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    /** The graphic control extension of the next frame, which names its transparent colour. */
    private byte[] control = {};

    private GifFile(byte[] bytes) {
        file = new ByteReader(bytes);
    }

    static StrippedImage strip(byte[] bytes) {
        return new GifFile(bytes).read();
    }

    private StrippedImage read() {
        file.skip(SIGNATURE + 4);
        int flags = file.u8();
        file.skip(2);
        file.skip(colours(flags));
        kept.writeBytes(file.since(0));
        while (true) {
            int start = file.position();
            switch (file.u8()) {
                case EXTENSION -> extension(start);
                case IMAGE -> {
                    return frame(start);
                }
                default -> throw new ImageRefused(ImageRefused.Reason.BROKEN);
            }
        }
    }

    private void extension(int start) {
        boolean isControl = file.u8() == GRAPHIC_CONTROL;
        blocks();
        if (isControl) {
            control = file.since(start);
        }
    }

    private StrippedImage frame(int start) {
        file.skip(4);
        int width = file.u16LittleEndian();
        int height = file.u16LittleEndian();
        file.skip(colours(file.u8()));
        file.skip(1);
        blocks();
        kept.writeBytes(control);
        kept.writeBytes(file.since(start));
        kept.write(TRAILER);
        return new StrippedImage(Format.GIF, width, height, 1, Orientation.UPRIGHT, kept.toByteArray());
    }

    /** The size in bytes of the colour table that these flags announce. */
    private static int colours(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));
    }

    private void blocks() {
        for (int length = file.u8(); length > 0; length = file.u8()) {
            file.skip(length);
        }
    }
}
