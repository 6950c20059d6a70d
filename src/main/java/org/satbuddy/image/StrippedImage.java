package org.satbuddy.image;

/**
 * An image stripped to what its pixels need: no metadata, no colour profile, no thumbnail, no second frame, nothing
 * behind the end. Only this is given to a decoder, and only after its size was found bearable.
 *
 * @param width in pixels, as the very data says that will be decoded, not its wrapping
 * @param bytesPerPixel at most, once decoded
 * @param orientation what to do to the decoded pixels
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
