package org.satbuddy.image;

/**
 * An image as it is kept and sent on: opaque, upright, without metadata, made by our own encoder.
 *
 * @param mediaType {@code image/jpeg} or {@code image/png}
 */
@SuppressWarnings("ArrayRecordComponent") // passed once from the encoder to the store, never compared
record EncodedImage(String mediaType, int width, int height, byte[] bytes) {}
