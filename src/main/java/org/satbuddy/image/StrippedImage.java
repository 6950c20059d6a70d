package org.satbuddy.image;

/**
 * An image file reduced to the data that its pixels need: no metadata, colour profile, thumbnail, second frame or
 * trailing bytes. Decoders read nothing else. The constructor refuses images that are too big to decode.
 *
 * @param width in pixels, from the encoded pixel data and not from the container around it
 * @param bytesPerPixel upper bound once decoded
 * @param orientation the transformation that puts the decoded pixels upright
 */
@SuppressWarnings("ArrayRecordComponent") // passed once from the parser to the decoder, never compared
record StrippedImage(Format format, int width, int height, int bytesPerPixel, Orientation orientation, byte[] bytes) {

    private static final long MAX_PIXELS = 25_000_000;
    private static final int MAX_SIDE = 16_384;

    StrippedImage {
        if (width <= 0 || height <= 0) {
            throw new ImageRefused(ImageRefused.Reason.BROKEN);
        }
        if (width > MAX_SIDE || height > MAX_SIDE || (long) width * height > MAX_PIXELS) {
            throw new ImageRefused(ImageRefused.Reason.TOO_MANY_PIXELS);
        }
    }
}
