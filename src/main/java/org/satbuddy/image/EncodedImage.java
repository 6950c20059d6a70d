package org.satbuddy.image;

/**
 * A re-encoded image, as it is stored and sent to providers: opaque, upright and without metadata.
 *
 * @param mediaType {@code image/jpeg} or {@code image/png}
 */
@SuppressWarnings("ArrayRecordComponent") // passed once from the encoder to the store, never compared
record EncodedImage(String mediaType, int width, int height, byte[] bytes) {}
