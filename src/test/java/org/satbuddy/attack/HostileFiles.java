package org.satbuddy.attack;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** Image files that cost a decoder much. */
final class HostileFiles {

    private HostileFiles() {}

    /** A picture that cannot be compressed, of 4.9 MB. */
    static byte[] noise() throws IOException {
        return noise(1280);
    }

    /** A square of so many pixels, each of which takes three bytes. */
    static byte[] noise(int width) throws IOException {
        var image = new BufferedImage(width, width, BufferedImage.TYPE_INT_RGB);
        int[] pixels = new Random(1).ints(width * width).toArray();
        image.setRGB(0, 0, width, width, pixels, 0, width);
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    /** A picture of 25 megapixels in a file of a few kB. */
    static byte[] blank() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(5000, 5000, BufferedImage.TYPE_BYTE_GRAY), "png", bytes);
        return bytes.toByteArray();
    }

    /** A JPEG of 24 megapixels, of which each of its scans refines every pixel. */
    static byte[] progressiveJpeg() throws IOException {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
        ImageWriter writer = writers.next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(out);
            writer.write(
                    null,
                    new IIOImage(new BufferedImage(6000, 4000, BufferedImage.TYPE_BYTE_GRAY), null, null),
                    parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /**
     * A lossless WebP of 64 × 64 pixels with 65,536 groups of Huffman codes, the most that the format allows: every
     * pixel of its entropy image asks for the last one. Each code has a single symbol.
     */
    static byte[] webpOfManyGroups() {
        var bits = new Bits();
        bits.add(63, 14).add(63, 14).add(0, 1).add(0, 3);
        // No transform, no colour cache, and an entropy image with blocks of four pixels.
        bits.add(0, 1).add(0, 1).add(1, 1).add(0, 3);
        bits.add(0, 1);
        for (int symbol : new int[] {255, 255, 0, 0, 0}) {
            bits.add(0b101, 3).add(symbol, 8);
        }
        for (int code = 0; code < 65_536 * 5; code++) {
            bits.add(0b0001, 4);
        }
        byte[] data = bits.bytes();
        ByteBuffer file =
                ByteBuffer.allocate(21 + data.length + (data.length + 1) % 2).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(file.capacity() - 8);
        file.put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII)).putInt(data.length + 1);
        return file.put((byte) 0x2f).put(data).array();
    }

    /** Bits in the order of WebP: the lowest first. */
    private static final class Bits {
        private byte[] bytes = new byte[1024];
        private int count;

        Bits add(int value, int length) {
            for (int i = 0; i < length; i++, count++) {
                if (count / 8 == bytes.length) {
                    bytes = Arrays.copyOf(bytes, bytes.length * 2);
                }
                bytes[count / 8] |= (byte) (((value >> i) & 1) << (count % 8));
            }
            return this;
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, (count + 7) / 8);
        }
    }
}
