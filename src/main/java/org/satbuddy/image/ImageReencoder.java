package org.satbuddy.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Decodes an upload and encodes it again as an {@link EncodedImage}. Few uploads are decoded at once, because a small
 * file can take over a hundred megabytes while it is decoded.
 */
final class ImageReencoder {

    private static final int WAITING = 20;
    private static final float JPEG_QUALITY = 0.9f;

    /** Most bytes that a decoded image may take. Larger images are subsampled while they are decoded. */
    private static final long MAX_DECODED = 48L << 20;

    /** Of the JPEG decoder's warning. It fills the rest of the image with grey. */
    private static final String BREAKS_OFF = "premature end of data";

    private final Codecs codecs = new Codecs();
    private final int atOnce;
    private final Duration patience;
    private final Semaphore slots;

    /**
     * @param atOnce how many images are decoded at the same time
     * @param patience longest wait for a free slot
     */
    ImageReencoder(int atOnce, Duration patience) {
        this.atOnce = atOnce;
        this.patience = patience;
        this.slots = new Semaphore(atOnce, true);
    }

    /** @throws ImageRefused if the upload is not a usable image, or if no slot becomes free in time */
    EncodedImage reencode(byte[] upload) {
        Format format = Format.of(upload).orElseThrow(() -> new ImageRefused(unread(upload)));
        StrippedImage stripped = format.strip(upload);
        // The WebP decoder cannot subsample, so it takes all slots.
        int taken = format == Format.WEBP ? atOnce : 1;
        enter(taken);
        try {
            return encode(new ScaledImage(decode(stripped), stripped.orientation()), format);
        } catch (IOException e) {
            throw new IllegalStateException("An image could not be encoded in memory.", e);
        } finally {
            slots.release(taken);
        }
    }

    private static ImageRefused.Reason unread(byte[] upload) {
        if (upload.length == 0) {
            return ImageRefused.Reason.BROKEN;
        }
        return Format.isHeif(upload) ? ImageRefused.Reason.HEIC : ImageRefused.Reason.UNSUPPORTED;
    }

    private void enter(int slotsNeeded) {
        boolean entered = false;
        try {
            entered = slots.getQueueLength() < WAITING
                    && slots.tryAcquire(slotsNeeded, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!entered) {
            throw new ImageRefused(ImageRefused.Reason.BUSY);
        }
    }

    /** Decoders throw any runtime exception on damaged data, so all of them mean a broken image. */
    private BufferedImage decode(StrippedImage stripped) {
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(stripped.bytes()))) {
            ImageReader reader = codecs.reader(stripped.format());
            try {
                reader.setInput(input, false, true);
                return read(reader, stripped);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            throw e instanceof ImageRefused refused ? refused : new ImageRefused(ImageRefused.Reason.BROKEN, e);
        }
    }

    private static BufferedImage read(ImageReader reader, StrippedImage stripped) throws IOException {
        if (reader.getWidth(0) != stripped.width() || reader.getHeight(0) != stripped.height()) {
            throw new ImageRefused(ImageRefused.Reason.BROKEN);
        }
        int step = step(stripped);
        ImageReadParam how = reader.getDefaultReadParam();
        how.setSourceSubsampling(step, step, 0, 0);
        boolean[] brokenOff = {false};
        reader.addIIOReadWarningListener((source, warning) -> brokenOff[0] |= warning.contains(BREAKS_OFF));
        BufferedImage image = reader.read(0, how);
        if (brokenOff[0]) {
            throw new ImageRefused(ImageRefused.Reason.BROKEN);
        }
        return image;
    }

    /**
     * The subsampling step n: every n-th pixel is read, in both directions. A large image keeps at least
     * {@link ScaledImage#MAX_SIDE} on its longer side, so that it can be scaled down smoothly, unless that would exceed
     * {@link #MAX_DECODED}.
     */
    static int step(StrippedImage stripped) {
        int step = Math.max(1, Math.max(stripped.width(), stripped.height()) / ScaledImage.MAX_SIDE);
        while ((long) stripped.width() / step * (stripped.height() / step) * stripped.bytesPerPixel() > MAX_DECODED) {
            step++;
        }
        return step;
    }

    private EncodedImage encode(ScaledImage scaled, Format format) throws IOException {
        Optional<BufferedImage> palette = format == Format.JPEG ? Optional.empty() : scaled.withPalette();
        BufferedImage image = palette.orElse(scaled.image());
        byte[] bytes = encode(image, palette.isPresent() ? Format.PNG : Format.JPEG);
        return new EncodedImage(
                palette.isPresent() ? "image/png" : "image/jpeg", image.getWidth(), image.getHeight(), bytes);
    }

    private byte[] encode(BufferedImage image, Format format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageWriter writer = codecs.writer(format);
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (format == Format.JPEG) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(JPEG_QUALITY);
            }
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
