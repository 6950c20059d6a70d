package org.satbuddy.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.awt.image.BufferedImage;
import java.time.Duration;

/** Any upload is either encoded anew within bounds, or refused. */
class ImageFuzzTest {

    private final ImageReencoder reencoder = new ImageReencoder(2, Duration.ofSeconds(5));

    @FuzzTest
    void encodesOrRefusesAnyUpload(byte[] upload) {
        EncodedImage encoded;
        try {
            encoded = reencoder.reencode(upload);
        } catch (ImageRefused refused) {
            assertThat(refused.reason()).isNotIn(ImageRefused.Reason.BUSY, ImageRefused.Reason.QUOTA);
            return;
        }
        BufferedImage opened = SampleImages.open(encoded);
        assertThat(opened.getWidth()).isEqualTo(encoded.width()).isBetween(1, ScaledImage.MAX_SIDE);
        assertThat(opened.getHeight()).isEqualTo(encoded.height()).isBetween(1, ScaledImage.MAX_SIDE);
        assertThat(encoded.mediaType()).isIn("image/png", "image/jpeg");
    }

    @FuzzTest
    void stripsOrRefusesAnyFile(byte[] file) {
        StrippedImage stripped;
        try {
            stripped = Format.of(file)
                    .orElseThrow(() -> new ImageRefused(ImageRefused.Reason.UNSUPPORTED))
                    .strip(file);
        } catch (ImageRefused refused) {
            assertThat(refused.reason().status()).isBetween(400, 499);
            return;
        }
        assertThat((long) stripped.width() * stripped.height()).isBetween(1L, 25_000_000L);
        StrippedImage again = stripped.format().strip(stripped.bytes());
        assertThat(again.bytes()).as("stripped twice").isEqualTo(stripped.bytes());
        assertThat(again.orientation()).isEqualTo(Orientation.UPRIGHT);
    }
}
