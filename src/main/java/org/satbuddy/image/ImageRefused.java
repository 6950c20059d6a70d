package org.satbuddy.image;

/** Thrown when an upload is not kept. The message is a sentence for a student. */
public final class ImageRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The reasons, each with its HTTP status, error code and sentence. */
    public enum Reason {
        TOO_LARGE(413, "too_large", 0, "This image is too large. Please upload one of at most 5 MB."),
        TOO_MANY_PIXELS(
                413, "too_large", 0, "This image has too many pixels. Please upload one of at most 25 megapixels."),
        TOO_MANY_PIXELS_FOR_WEBP(
                413,
                "too_large",
                0,
                "This WebP image has too many pixels. Please upload one of at most 8 megapixels, or a JPEG or PNG"
                        + " image."),
        UNSUPPORTED(
                415,
                "unsupported_image",
                0,
                "This is not an image that SAT Buddy can read. Please upload a JPEG, PNG, GIF or WebP image; a"
                        + " screenshot always works."),
        HEIC(
                415,
                "unsupported_image",
                0,
                "SAT Buddy cannot read HEIC and AVIF photos. Please upload a JPEG image; a screenshot of the photo always"
                        + " works."),
        LOSSLESS_WEBP(
                415,
                "unsupported_image",
                0,
                "SAT Buddy cannot read this kind of WebP image. Please upload a JPEG or PNG image; a screenshot always"
                        + " works."),
        BROKEN(400, "broken_image", 0, "This image file is damaged or incomplete. Please try another one."),
        QUOTA(
                429,
                "image_quota",
                60,
                "You have uploaded many images already. Please delete a conversation or wait a while."),
        FULL(503, "busy", 60, "There is no room for more images right now. Please try again in a few minutes."),
        BUSY(503, "busy", 5, "Many images are being uploaded right now. Please try again in a moment.");

        private final int status;
        private final String code;
        private final int retryAfterSeconds;
        private final String sentence;

        Reason(int status, String code, int retryAfterSeconds, String sentence) {
            this.status = status;
            this.code = code;
            this.retryAfterSeconds = retryAfterSeconds;
            this.sentence = sentence;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        /** The contract's {@code code}. */
        public String code() {
            return code;
        }

        /** Seconds to wait before the same upload may succeed; 0 if waiting does not help. */
        public int retryAfterSeconds() {
            return retryAfterSeconds;
        }
    }

    private final Reason reason;

    ImageRefused(Reason reason) {
        this(reason, null);
    }

    /** @param cause for debugging only; a decoder's message must not reach a client */
    ImageRefused(Reason reason, Throwable cause) {
        super(reason.sentence, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
