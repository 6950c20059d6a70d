package org.satbuddy.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Parses a JPEG file (ITU T.81), segment by segment. */
final class JpegFile {

    private static final int SOF_BASELINE = 0xc0;
    private static final int SOF_PROGRESSIVE = 0xc2;
    private static final int DHT = 0xc4;
    private static final int JPG = 0xc8;
    private static final int DAC = 0xcc;
    private static final int SOF_LAST = 0xcf;
    private static final int RST_FIRST = 0xd0;
    private static final int RST_LAST = 0xd7;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int DQT = 0xdb;
    private static final int DRI = 0xdd;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP14 = 0xee;
    private static final int COMMENT = 0xfe;

    private static final byte[] START = {(byte) 0xff, (byte) 0xd8};
    private static final byte[] END = {(byte) 0xff, (byte) EOI};
    private static final byte[] JFIF_NAME = "JFIF\0".getBytes(StandardCharsets.US_ASCII);

    /** A JFIF segment without resolution and thumbnail. It makes decoders use the standard colour space. */
    private static final byte[] JFIF = {
        (byte) 0xff, (byte) APP0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };

    /**
     * Real files have about ten scans. Each costs a pass over all pixels, however few bytes it has: 64 scans of 25
     * megapixels take five seconds.
     */
    private static final int MAX_SCANS = 64;

    /** Most pixels in all scans together: ten scans of the largest image. */
    private static final long MAX_SCANNED = 250_000_000;

    private final ByteReader file;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private Orientation orientation = Orientation.UPRIGHT;
    private boolean jfif;
    private int width;
    private int height;
    private int components;
    private int scans;

    private JpegFile(byte[] bytes) {
        file = new ByteReader(bytes);
    }

    static StrippedImage strip(byte[] bytes) {
        return new JpegFile(bytes).read();
    }

    private StrippedImage read() {
        file.skip(START.length);
        int marker = marker();
        while (marker != EOI && (scans == 0 || mayFollow(marker))) {
            marker = segment(marker);
        }
        if (scans == 0) {
            throw broken();
        }
        var all = new ByteArrayOutputStream(kept.size() + 32);
        all.writeBytes(START);
        if (jfif) {
            all.writeBytes(JFIF);
        }
        all.writeBytes(kept.toByteArray());
        all.writeBytes(END);
        return new StrippedImage(Format.JPEG, width, height, components, orientation, all.toByteArray());
    }

    /** Reads the segment of this marker, and the scan data if it starts a scan. Returns the next marker. */
    private int segment(int marker) {
        int start = file.position();
        ByteReader content = file.part(file.u16() - 2);
        switch (marker) {
            case DQT, DHT, DRI, APP14 -> keep(marker, start);
            case APP0 -> jfif |= startsWith(content.rest(), JFIF_NAME);
            case APP1 -> exif(content.rest());
            case SOS -> {
                scan(marker, start);
                return afterScan();
            }
            default -> {
                if (isFrame(marker)) {
                    frame(marker, content);
                    keep(marker, start);
                }
            }
        }
        return marker();
    }

    /** Whether a marker may stand between two scans. Some cameras write something else instead of an end. */
    private static boolean mayFollow(int marker) {
        return marker == DHT || marker == DQT || marker == DRI || marker == SOS || marker == COMMENT;
    }

    private static boolean isFrame(int marker) {
        return marker >= SOF_BASELINE && marker <= SOF_LAST && marker != DHT && marker != JPG && marker != DAC;
    }

    private void frame(int marker, ByteReader content) {
        if (width != 0) {
            throw broken();
        }
        int precision = content.u8();
        height = content.u16();
        width = content.u16();
        components = content.u8();
        if (width == 0 || height == 0) {
            throw broken();
        }
        boolean supported = marker <= SOF_PROGRESSIVE && precision == 8 && (components == 1 || components == 3);
        if (!supported) {
            // Lossless, hierarchical, arithmetic, 12 bits or CMYK: files for print or from scanners.
            throw new ImageRefused(ImageRefused.Reason.UNSUPPORTED);
        }
    }

    /** Some programs write a second block, without an orientation. */
    private void exif(byte[] block) {
        if (orientation == Orientation.UPRIGHT && Orientation.isExif(block)) {
            orientation = Orientation.of(block);
        }
    }

    private void scan(int marker, int start) {
        scans++;
        if (width == 0 || scans > MAX_SCANS || (scans > 1 && (long) scans * width * height > MAX_SCANNED)) {
            throw broken();
        }
        keep(marker, start);
    }

    /**
     * Keeps the scan data, in which 0xff is escaped as 0xff00, and returns the marker after it. A file may end without
     * one. The decoder then finds out whether the data is complete.
     */
    private int afterScan() {
        int start = file.position();
        while (true) {
            if (file.isAtEnd()) {
                kept.writeBytes(file.since(start));
                return EOI;
            }
            if (file.u8() != 0xff) {
                continue;
            }
            int next = 0xff;
            while (next == 0xff && !file.isAtEnd()) {
                next = file.u8();
            }
            if (next == 0xff) {
                continue;
            }
            if (next != 0 && (next < RST_FIRST || next > RST_LAST)) {
                byte[] data = file.since(start);
                kept.write(data, 0, data.length - 2);
                return next;
            }
        }
    }

    /** Some programs leave stray bytes between two segments. Browsers skip them, too. */
    private int marker() {
        int marker = 0;
        while (marker == 0) {
            while (file.u8() != 0xff) {
                continue;
            }
            marker = file.u8();
            while (marker == 0xff) {
                marker = file.u8();
            }
        }
        return marker;
    }

    private void keep(int marker, int start) {
        kept.write(0xff);
        kept.write(marker);
        kept.writeBytes(file.since(start));
    }

    private static boolean startsWith(byte[] block, byte[] prefix) {
        return block.length >= prefix.length && Arrays.equals(block, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static ImageRefused broken() {
        return new ImageRefused(ImageRefused.Reason.BROKEN);
    }
}
