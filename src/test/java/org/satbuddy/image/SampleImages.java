package org.satbuddy.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Generates valid and invalid image files. */
final class SampleImages {

    /** A lossy WebP file of one pixel. */
    static final byte[] LOSSY_WEBP =
            Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");

    private SampleImages() {}

    /** Like a photo: more colours than fit a palette. */
    static BufferedImage photo(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var noise = new Random(width * 31L + height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, 255 * x / width << 16 | 255 * y / height << 8 | noise.nextInt(64));
            }
        }
        return image;
    }

    /** Like a student's drawing: a black line on a transparent background. */
    static BufferedImage drawing(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < Math.min(width, height); i++) {
            image.setRGB(i, i, 0xff000000);
        }
        return image;
    }

    static byte[] file(String format, BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException(format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] jpeg(int width, int height) {
        return file("jpeg", photo(width, height));
    }

    static byte[] png(int width, int height) {
        return file("png", drawing(width, height));
    }

    static byte[] gif(int width, int height) {
        return file("gif", drawing(width, height));
    }

    static byte[] progressiveJpeg(int width, int height) {
        var bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(output);
            writer.write(null, new IIOImage(photo(width, height), null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        writer.dispose();
        return bytes.toByteArray();
    }

    /** A complete lossless WebP file of one colour. Its file size does not depend on width and height. */
    static byte[] webp(int width, int height, int argb) {
        return riff(chunk("VP8L", vp8l(width, height, argb)));
    }

    static byte[] vp8l(int width, int height, int argb) {
        var bits = new Bits();
        bits.add(0x2f, 8);
        bits.add(width - 1, 14);
        bits.add(height - 1, 14);
        bits.add(1, 1); // alpha is used
        bits.add(0, 3); // version
        bits.addPixels(argb);
        return bits.bytes.toByteArray();
    }

    /** An ALPH chunk with one alpha value, 0 to 255, for all pixels of a lossy image. */
    static byte[] alpha(int alpha) {
        var bits = new Bits();
        bits.add(1, 8); // compressed
        bits.addPixels(alpha << 8);
        return chunk("ALPH", bits.bytes.toByteArray());
    }

    static byte[] riff(byte[]... chunks) {
        return chunk("RIFF", join(ascii("WEBP"), join(chunks)));
    }

    static byte[] chunk(String name, byte[] content) {
        byte[] length = ByteBuffer.allocate(4)
                .putInt(Integer.reverseBytes(content.length))
                .array();
        return join(ascii(name), length, content, new byte[content.length % 2]);
    }

    /** The VP8X chunk of an extended WebP file, with the size of its canvas. */
    static byte[] canvas(int width, int height) {
        return chunk("VP8X", new byte[] {
            0x10,
            0,
            0,
            0,
            (byte) (width - 1),
            (byte) (width - 1 >> 8),
            0,
            (byte) (height - 1),
            (byte) (height - 1 >> 8),
            0
        });
    }

    static byte[] pngChunk(String name, byte[] content) {
        byte[] checked = join(ascii(name), content);
        var sum = new CRC32();
        sum.update(checked);
        return join(number(content.length), checked, number((int) sum.getValue()));
    }

    /** Inserts a chunk after the header of a PNG file. */
    static byte[] withPngChunk(byte[] png, String name, byte[] content) {
        return insert(png, 33, pngChunk(name, content));
    }

    /** A PNG file of 4 x 4 pixels whose header claims another size. */
    static byte[] pngClaiming(int width, int height) {
        byte[] png = png(4, 4);
        byte[] header = join(number(width), number(height), Arrays.copyOfRange(png, 24, 29));
        return join(Arrays.copyOf(png, 8), pngChunk("IHDR", header), Arrays.copyOfRange(png, 33, png.length));
    }

    /** Inserts a segment after the start marker of a JPEG file. */
    static byte[] withJpegSegment(byte[] jpeg, int marker, byte[] content) {
        int length = content.length + 2;
        byte[] head = {(byte) 0xff, (byte) marker, (byte) (length >> 8), (byte) length};
        return insert(jpeg, 2, join(head, content));
    }

    /**
     * Changes a byte of the frame header of a JPEG file: 0 is the precision, 1 and 2 the height, 3 and 4 the width, 5
     * the number of components.
     */
    static byte[] withFrameByte(byte[] jpeg, int index, int value) {
        byte[] changed = jpeg.clone();
        int frame = indexOf(jpeg, new byte[] {(byte) 0xff, (byte) 0xc0, 0}) + 4;
        changed[frame + index] = (byte) value;
        return changed;
    }

    static byte[] tiff(int orientation, boolean littleEndian) {
        byte[] bytes = littleEndian
                ? new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, (byte) orientation, 0, 0, 0}
                : new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0
                };
        return join(bytes, ascii("GPS 48.85 N 2.35 E"));
    }

    static BufferedImage open(EncodedImage encoded) {
        try {
            return ImageIO.read(new ByteArrayInputStream(encoded.bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] insert(byte[] file, int at, byte[] part) {
        return join(Arrays.copyOf(file, at), part, Arrays.copyOfRange(file, at, file.length));
    }

    static int indexOf(byte[] file, byte[] part) {
        for (int i = 0; i + part.length <= file.length; i++) {
            if (Arrays.equals(file, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new IllegalArgumentException("not in there");
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    /** A buffer of bits, least significant first. */
    private static final class Bits {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int pending;
        private int count;

        void add(int value, int bits) {
            for (int i = 0; i < bits; i++) {
                pending |= (value >>> i & 1) << count++;
                if (count == 8) {
                    bytes.write(pending);
                    pending = 0;
                    count = 0;
                }
            }
        }

        /** Any number of pixels of one colour. Each code has a single symbol, so a pixel takes no bits. */
        void addPixels(int argb) {
            add(0, 1); // no transform
            add(0, 1); // no colour cache
            add(0, 1); // one group of codes for the whole image
            for (int shift : new int[] {8, 16, 0, 24}) {
                add(0b101, 3); // a simple code of one 8-bit symbol
                add(argb >>> shift & 0xff, 8);
            }
            add(0b0001, 4); // a simple code of one 1-bit symbol, for distances
            add(0, 8);
        }
    }
}
