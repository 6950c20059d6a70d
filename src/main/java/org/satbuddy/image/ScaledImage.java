package org.satbuddy.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The decoded pixels as they are kept: upright, scaled down to {@link #MAX_SIDE}, on a white background. */
final class ScaledImage {

    /** Longest side that the providers use, in pixels. They scale longer images down. */
    static final int MAX_SIDE = 2048;

    private static final int PALETTE = 256;

    /** Slots of the hash table of colours: a power of two, several times {@link #PALETTE}. */
    private static final int SLOTS = 1024;

    private final BufferedImage image;

    /** @param decoded not yet upright */
    ScaledImage(BufferedImage decoded, Orientation orientation) {
        double scale = Math.min(1, (double) MAX_SIDE / Math.max(decoded.getWidth(), decoded.getHeight()));
        int width = side(decoded.getWidth(), scale);
        int height = side(decoded.getHeight(), scale);
        AffineTransform placement = orientation.transform(width, height);
        placement.scale((double) width / decoded.getWidth(), (double) height / decoded.getHeight());
        image = orientation.isTurned() ? blank(height, width) : blank(width, height);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, interpolation(scale));
            graphics.drawImage(decoded, placement, null);
        } finally {
            graphics.dispose();
        }
    }

    BufferedImage image() {
        return image;
    }

    private static int side(int decoded, double scale) {
        return (int) Math.max(1, Math.round(decoded * scale));
    }

    private static BufferedImage blank(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    }

    private static Object interpolation(double scale) {
        return scale < 1
                ? RenderingHints.VALUE_INTERPOLATION_BILINEAR
                : RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR;
    }

    /** The same image with a palette; empty if it has more than 256 colours. Drawings and printed text have fewer. */
    Optional<BufferedImage> withPalette() {
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        byte[] indexed = new byte[pixels.length];
        int[] palette = new int[PALETTE];
        int[] colourIn = new int[SLOTS];
        short[] indexIn = new short[SLOTS];
        Arrays.fill(indexIn, (short) -1);
        // A fixed multiplier would let somebody choose colours that all fall into one slot.
        int multiplier = ThreadLocalRandom.current().nextInt() | 1;
        int colours = 0;
        for (int i = 0; i < pixels.length; i++) {
            int colour = pixels[i] & 0xffffff;
            int slot = (colour * multiplier) >>> 22;
            while (indexIn[slot] >= 0 && colourIn[slot] != colour) {
                slot = (slot + 1) % SLOTS;
            }
            if (indexIn[slot] < 0) {
                if (colours == PALETTE) {
                    return Optional.empty();
                }
                palette[colours] = colour;
                colourIn[slot] = colour;
                indexIn[slot] = (short) colours++;
            }
            indexed[i] = (byte) indexIn[slot];
        }
        return Optional.of(indexed(indexed, new IndexColorModel(Byte.SIZE, colours, palette, 0, false, -1, 0)));
    }

    private BufferedImage indexed(byte[] pixels, IndexColorModel palette) {
        var result = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, palette);
        byte[] target = ((DataBufferByte) result.getRaster().getDataBuffer()).getData();
        System.arraycopy(pixels, 0, target, 0, target.length);
        return result;
    }
}
