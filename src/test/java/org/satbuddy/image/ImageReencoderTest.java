package org.satbuddy.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.satbuddy.image.ImageRefused.Reason.BROKEN;
import static org.satbuddy.image.ImageRefused.Reason.BUSY;
import static org.satbuddy.image.ImageRefused.Reason.LOSSLESS_WEBP;
import static org.satbuddy.image.ImageRefused.Reason.TOO_MANY_PIXELS;
import static org.satbuddy.image.ImageRefused.Reason.TOO_MANY_PIXELS_FOR_WEBP;
import static org.satbuddy.image.ImageRefused.Reason.UNSUPPORTED;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReencoderTest {

    private static final byte[] PROGRESSIVE = {(byte) 0xff, (byte) 0xc2, 0};
    private static final byte[] START_OF_SCAN = {(byte) 0xff, (byte) 0xda};

    private final ImageReencoder reencoder = new ImageReencoder(2, Duration.ofSeconds(5));

    @Test
    void encodesPhotosAsJpeg() {
        EncodedImage encoded = reencoder.reencode(SampleImages.jpeg(320, 200));
        assertThat(encoded.mediaType()).isEqualTo("image/jpeg");
        assertThat(encoded.width()).isEqualTo(320);
        assertThat(encoded.height()).isEqualTo(200);
        BufferedImage opened = SampleImages.open(encoded);
        assertThat(opened.getWidth()).isEqualTo(320);
        assertSimilar(
                new Color(opened.getRGB(300, 10)),
                new Color(SampleImages.photo(320, 200).getRGB(300, 10)));
    }

    @Test
    void encodesDrawingsLosslesslyAsPngOnWhite() {
        for (byte[] file : List.of(SampleImages.png(40, 30), SampleImages.gif(40, 30))) {
            EncodedImage encoded = reencoder.reencode(file);
            assertThat(encoded.mediaType()).isEqualTo("image/png");
            BufferedImage opened = SampleImages.open(encoded);
            assertThat(opened.getRGB(10, 10)).isEqualTo(0xff000000);
            assertThat(opened.getRGB(10, 11)).isEqualTo(0xffffffff);
            assertThat(opened.getColorModel().hasAlpha()).isFalse();
        }
    }

    @Test
    void readsLossyWebp() {
        assertThat(reencoder.reencode(SampleImages.LOSSY_WEBP).width()).isEqualTo(1);
    }

    @Test
    void readsTheFirstFrameOfAnAnimatedWebp() {
        byte[] pixels = Arrays.copyOfRange(SampleImages.LOSSY_WEBP, 12, SampleImages.LOSSY_WEBP.length);
        byte[] animated = SampleImages.riff(
                SampleImages.canvas(1, 1),
                SampleImages.chunk("ANIM", new byte[6]),
                SampleImages.chunk("ANMF", SampleImages.join(new byte[16], pixels)),
                SampleImages.chunk("ANMF", new byte[16]),
                SampleImages.chunk("EXIF", SampleImages.tiff(6, true)));

        assertThat(SampleImages.open(reencoder.reencode(animated)).getRGB(0, 0))
                .isEqualTo(SampleImages.open(reencoder.reencode(SampleImages.LOSSY_WEBP))
                        .getRGB(0, 0));
    }

    /** Its decoder cannot be bounded: a file of 164 kB may claim 65,536 Huffman groups and fill the heap. */
    @Test
    void refusesLosslessWebpAndTransparencyInWebp() {
        byte[] pixels = Arrays.copyOfRange(SampleImages.LOSSY_WEBP, 12, SampleImages.LOSSY_WEBP.length);
        byte[] lossless = SampleImages.chunk("VP8L", SampleImages.vp8l(8, 6, 0xff00ff00));
        assertRefused(SampleImages.webp(33, 21, 0xff2060c0), LOSSLESS_WEBP);
        assertRefused(SampleImages.webp(5000, 5000, 0), LOSSLESS_WEBP);
        assertRefused(SampleImages.riff(SampleImages.canvas(8, 6), lossless), LOSSLESS_WEBP);
        assertRefused(
                SampleImages.riff(
                        SampleImages.canvas(8, 6),
                        SampleImages.chunk("ANMF", SampleImages.join(new byte[16], lossless))),
                LOSSLESS_WEBP);
        assertRefused(SampleImages.riff(SampleImages.canvas(1, 1), SampleImages.alpha(0), pixels), LOSSLESS_WEBP);
        assertRefused(
                SampleImages.riff(SampleImages.canvas(1, 1), SampleImages.chunk("ALPH", new byte[2]), pixels),
                LOSSLESS_WEBP);
    }

    /** Each scan is a pass over all pixels. */
    @Test
    void refusesManyScansOfManyPixels() {
        byte[] jpeg = SampleImages.jpeg(16, 16);
        int scan = SampleImages.indexOf(jpeg, new byte[] {(byte) 0xff, (byte) 0xda});
        byte[] once = Arrays.copyOfRange(jpeg, scan, jpeg.length - 2);
        byte[] many = Arrays.copyOf(jpeg, jpeg.length - 2);
        for (int i = 0; i < 11; i++) {
            many = SampleImages.join(many, once);
        }
        many = SampleImages.join(many, new byte[] {(byte) 0xff, (byte) 0xd9});

        byte[] large = SampleImages.withFrameByte(SampleImages.withFrameByte(many, 1, 0x13), 3, 0x13);
        assertRefused(large, BROKEN);
    }

    /** These colours fall into one slot of a hash table with a well-known multiplier. */
    @Test
    void findsThePaletteOfAnyColoursInNoTime() {
        var image = new BufferedImage(2048, 2048, BufferedImage.TYPE_INT_RGB);
        int[] colours = IntStream.range(0, 1 << 24)
                .filter(colour -> (colour * 0x9e3779b1) >>> 22 == 0)
                .limit(256)
                .toArray();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, colours[(x * 7 + y) % colours.length]);
            }
        }

        Optional<BufferedImage> palette = assertTimeoutPreemptively(
                Duration.ofSeconds(2), () -> new ScaledImage(image, Orientation.UPRIGHT).withPalette());

        assertThat(palette).isPresent();
    }

    @Test
    void readsProgressiveJpegAndGreyscale() {
        assertThat(reencoder.reencode(SampleImages.progressiveJpeg(64, 48)).width())
                .isEqualTo(64);
        var grey = new BufferedImage(10, 12, BufferedImage.TYPE_BYTE_GRAY);
        assertThat(reencoder.reencode(SampleImages.file("jpeg", grey)).height()).isEqualTo(12);
        assertThat(reencoder
                        .reencode(SampleImages.file("png", new BufferedImage(9, 9, BufferedImage.TYPE_USHORT_GRAY)))
                        .height())
                .isEqualTo(9);
    }

    @Test
    void readsTheFirstFrameOfAGif() {
        byte[] gif = SampleImages.gif(12, 10);
        byte[] comment = SampleImages.join(new byte[] {0x21, (byte) 0xfe, 5}, SampleImages.ascii("hello"), new byte[1]);
        int firstBlock = 13 + 3 * (2 << (gif[10] & 7));
        byte[] secondFrame = Arrays.copyOfRange(gif, firstBlock, gif.length);
        byte[] file = SampleImages.join(
                Arrays.copyOf(gif, firstBlock), comment, secondFrame, SampleImages.ascii("anything that comes later"));
        file[SampleImages.join(Arrays.copyOf(gif, firstBlock), comment, secondFrame).length - 1] = 0x2c;
        assertThat(reencoder.reencode(file).width()).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({
        "4000, 1000, 2048, 512",
        "3000, 2, 2048, 1",
        "1, 5000, 1, 2048",
        "2048, 2048, 2048, 2048",
        "2049, 100, 2048, 100"
    })
    void scalesDownImagesLongerThanProvidersUse(int width, int height, int keptWidth, int keptHeight) {
        for (byte[] file : List.of(SampleImages.jpeg(width, height), SampleImages.png(width, height))) {
            EncodedImage encoded = reencoder.reencode(file);
            assertThat(encoded.width()).isEqualTo(keptWidth);
            assertThat(encoded.height()).isEqualTo(keptHeight);
        }
    }

    @Test
    void subsamplesImagesThatTakeTooMuchMemory() {
        assertThat(ImageReencoder.step(stripped(2048, 2048, 4))).isEqualTo(1);
        assertThat(ImageReencoder.step(stripped(4095, 4095, 3))).isEqualTo(1);
        assertThat(ImageReencoder.step(stripped(4095, 4095, 4))).isEqualTo(2);
        assertThat(ImageReencoder.step(stripped(5000, 5000, 8))).isEqualTo(2);
        assertThat(ImageReencoder.step(stripped(16_384, 1500, 3))).isEqualTo(8);
    }

    private static StrippedImage stripped(int width, int height, int bytesPerPixel) {
        return new StrippedImage(Format.PNG, width, height, bytesPerPixel, Orientation.UPRIGHT, new byte[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void putsImagesUpright(int orientation) {
        var image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        int[] colours = {0xff0000, 0x00ff00, 0x0000ff, 0xffff00, 0xff00ff, 0x00ffff};
        image.setRGB(0, 0, 3, 2, colours, 0, 3);
        BufferedImage upright = SampleImages.open(reencoder.reencode(SampleImages.withPngChunk(
                SampleImages.file("png", image), "eXIf", SampleImages.tiff(orientation, orientation % 2 == 0))));
        assertThat(upright.getWidth()).isEqualTo(orientation < 5 ? 3 : 2);
        for (int y = 0; y < upright.getHeight(); y++) {
            for (int x = 0; x < upright.getWidth(); x++) {
                int[] from = from(orientation, x, y);
                assertThat(upright.getRGB(x, y)).isEqualTo(image.getRGB(from[0], from[1]));
            }
        }
    }

    /** Returns the pixel of the 3 x 2 file that belongs at x, y of the upright image, by the EXIF standard's table. */
    private static int[] from(int orientation, int x, int y) {
        return switch (orientation) {
            case 2 -> new int[] {2 - x, y};
            case 3 -> new int[] {2 - x, 1 - y};
            case 4 -> new int[] {x, 1 - y};
            case 5 -> new int[] {y, x};
            case 6 -> new int[] {y, 1 - x};
            case 7 -> new int[] {2 - y, 1 - x};
            case 8 -> new int[] {2 - y, x};
            default -> new int[] {x, y};
        };
    }

    /** As browsers do. */
    @Test
    void readsPhotosThatAreNotQuiteInOrder() {
        byte[] photo = SampleImages.jpeg(64, 48);
        byte[] withoutEnd = Arrays.copyOf(photo, photo.length - 2);
        byte[] trailer = {1, 2, (byte) 0xff, 0x41, 3, (byte) 0xff, (byte) 0xe5, 9, 9, 'S', 'E', 'F', 'T'};
        byte[] stray = {4, 0, 7};
        byte[] orientation = SampleImages.join(SampleImages.ascii("Exif\0\0"), SampleImages.tiff(6, true));
        byte[] none = SampleImages.join(SampleImages.ascii("Exif\0\0"), SampleImages.tiff(0, true));
        byte[] turned = SampleImages.withJpegSegment(photo, 0xe1, orientation);

        assertThat(reencoder.reencode(withoutEnd).width()).isEqualTo(64);
        assertThat(reencoder.reencode(SampleImages.join(withoutEnd, trailer)).width())
                .isEqualTo(64);
        assertThat(reencoder.reencode(SampleImages.insert(photo, 20, stray)).width())
                .isEqualTo(64);
        assertThat(reencoder.reencode(turned).width()).isEqualTo(48);
        for (int at : new int[] {2, 2 + 4 + orientation.length}) {
            byte[] second = SampleImages.withJpegSegment(SampleImages.jpeg(2, 2), 0xe1, none);
            byte[] block = Arrays.copyOfRange(second, 2, 2 + 4 + none.length);
            assertThat(reencoder
                            .reencode(SampleImages.insert(turned, at, block))
                            .width())
                    .isEqualTo(48);
        }
    }

    @Test
    void dropsThePlaceWhereAPhotoWasTaken() {
        byte[] exif = SampleImages.join(SampleImages.ascii("Exif\0\0"), SampleImages.tiff(6, false));
        byte[] file = SampleImages.withJpegSegment(SampleImages.jpeg(40, 20), 0xe1, exif);
        file = SampleImages.withJpegSegment(file, 0xfe, SampleImages.ascii("comment: GPS"));
        EncodedImage encoded = reencoder.reencode(file);
        assertThat(encoded.width()).isEqualTo(20);
        assertThat(text(encoded)).doesNotContain("GPS").doesNotContain("Exif");
        byte[] png = SampleImages.withPngChunk(SampleImages.png(9, 9), "tEXt", SampleImages.ascii("Author\0GPS"));
        assertThat(text(reencoder.reencode(png))).doesNotContain("GPS");
    }

    @Test
    void ignoresDamagedMetadata() {
        byte[] exif = SampleImages.ascii("Exif\0\0MM\0*\0\0\0\77");
        assertThat(reencoder
                        .reencode(SampleImages.withJpegSegment(SampleImages.jpeg(40, 20), 0xe1, exif))
                        .width())
                .isEqualTo(40);
    }

    @ParameterizedTest
    @MethodSource("small")
    void dropsBytesAfterAnImage(byte[] file) {
        byte[] polyglot = SampleImages.join(file, SampleImages.ascii("<script>alert(1)</script>PK\3\4"));
        assertThat(text(reencoder.reencode(polyglot))).doesNotContain("script").doesNotContain("PK\3\4");
    }

    static Stream<byte[]> small() {
        return Stream.of(SampleImages.jpeg(24, 16), SampleImages.png(24, 16), SampleImages.gif(24, 16));
    }

    static Stream<byte[]> all() {
        return Stream.concat(small(), Stream.of(SampleImages.progressiveJpeg(24, 16), SampleImages.LOSSY_WEBP));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "<?xml version='1.0'?><svg/>",
                "<html><script>alert(1)</script></html>",
                "%PDF-1.7",
                "BM      ",
                "II*\0        ",
                "GIF90a",
                "RIFF    WAVE",
                "x"
            })
    void refusesOtherFormats(String file) {
        assertRefused(SampleImages.ascii(file), UNSUPPORTED);
    }

    /** The student reads which kind of photo it is, because phones do not say. */
    @ParameterizedTest
    @ValueSource(strings = {"heic", "heix", "mif1", "avif"})
    void namesThePhotosOfPhones(String brand) {
        assertRefused(SampleImages.ascii("\0\0\0\030ftyp" + brand + "\0\0\0\0"), ImageRefused.Reason.HEIC);
    }

    @Test
    void refusesAnEmptyFile() {
        assertRefused(new byte[0], BROKEN);
    }

    @Test
    void refusesJpegWithFourComponentsOrTwelveBits() {
        assertRefused(SampleImages.withFrameByte(SampleImages.jpeg(16, 16), 5, 4), UNSUPPORTED);
        assertRefused(SampleImages.withFrameByte(SampleImages.jpeg(16, 16), 0, 12), UNSUPPORTED);
    }

    @Test
    void refusesImagesWithTooManyPixels() {
        assertRefused(SampleImages.pngClaiming(30_000, 30_000), TOO_MANY_PIXELS);
        assertRefused(SampleImages.pngClaiming(Integer.MAX_VALUE, 1), TOO_MANY_PIXELS);
        assertRefused(SampleImages.pngClaiming(-1, -1), TOO_MANY_PIXELS);
        assertRefused(SampleImages.pngClaiming(5001, 5000), TOO_MANY_PIXELS);
        assertRefused(
                SampleImages.withFrameByte(SampleImages.withFrameByte(SampleImages.jpeg(9, 9), 1, 0xff), 3, 0xff),
                TOO_MANY_PIXELS);
        assertRefused(gifClaiming(0xff, 0xff), TOO_MANY_PIXELS);
        byte[] lossy = SampleImages.LOSSY_WEBP.clone();
        lossy[27] = 0x0c;
        lossy[29] = 0x0c;
        assertRefused(lossy, TOO_MANY_PIXELS_FOR_WEBP);
    }

    private static byte[] gifClaiming(int width, int height) {
        byte[] gif = SampleImages.gif(4, 4);
        int frame = SampleImages.indexOf(gif, new byte[] {0x2c, 0, 0, 0, 0, 4, 0, 4, 0});
        gif[frame + 6] = (byte) width;
        gif[frame + 8] = (byte) height;
        return gif;
    }

    @Test
    void refusesImagesWithoutPixels() {
        assertRefused(SampleImages.pngClaiming(0, 4), BROKEN);
        assertRefused(SampleImages.pngClaiming(4, 0), BROKEN);
        assertRefused(SampleImages.withFrameByte(SampleImages.jpeg(9, 9), 4, 0), BROKEN);
        assertRefused(SampleImages.riff(), BROKEN);
        assertRefused(SampleImages.riff(SampleImages.canvas(4, 4)), BROKEN);
    }

    @Test
    void refusesAJpegWithTooManyScans() {
        byte[] jpeg = SampleImages.progressiveJpeg(16, 16);
        int lastScan = 0;
        for (int i = 0; i < jpeg.length - 1; i++) {
            lastScan = jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xda ? i : lastScan;
        }
        byte[] scan = Arrays.copyOfRange(jpeg, lastScan, jpeg.length - 2);
        byte[] many = jpeg;
        for (int i = 0; i < 64; i++) {
            many = SampleImages.insert(many, lastScan, scan);
        }
        assertRefused(many, BROKEN);
    }

    @Test
    void inflatesOnlyPixels() {
        byte[] bomb = new byte[3_000_000];
        new Random(1).nextBytes(bomb);
        byte[] file = SampleImages.withPngChunk(SampleImages.png(8, 8), "zTXt", bomb);
        file = SampleImages.withPngChunk(file, "iCCP", bomb);
        assertThat(reencoder.reencode(file).width()).isEqualTo(8);
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesEveryTruncatedFile(byte[] file) {
        // A photo without its end marker, of two bytes, is whole.
        boolean photo = file[0] == (byte) 0xff;
        for (int length = 16; length < file.length - (photo ? 3 : 1); length++) {
            byte[] beginning = Arrays.copyOf(file, length);
            if (contains(file, PROGRESSIVE) && contains(beginning, START_OF_SCAN)) {
                // Its first scan shows the whole picture, in a lower quality.
                return;
            }
            assertRefused(beginning, BROKEN);
        }
    }

    private static boolean contains(byte[] file, byte[] part) {
        return new String(file, ISO_8859_1).contains(new String(part, ISO_8859_1));
    }

    @ParameterizedTest
    @MethodSource("all")
    void encodesOrRefusesDamagedFiles(byte[] file) {
        var random = new Random(file.length);
        for (int round = 0; round < 300; round++) {
            byte[] damaged = file.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                damaged[random.nextInt(file.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(reencoder.reencode(damaged).bytes()).isNotEmpty();
            } catch (ImageRefused e) {
                assertThat(e.reason()).isNotEqualTo(BUSY);
            }
        }
    }

    @Test
    void refusesAsBusyWithoutAFreeSlot() {
        assertThatExceptionOfType(ImageRefused.class)
                .isThrownBy(() -> new ImageReencoder(0, Duration.ZERO).reencode(SampleImages.png(4, 4)))
                .returns(BUSY, ImageRefused::reason);
    }

    @Test
    void registersNoCodecInTheSharedRegistry() {
        reencoder.reencode(SampleImages.LOSSY_WEBP);
        var codec = com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi.class;
        ImageReaderSpi before = IIORegistry.getDefaultInstance().getServiceProviderByClass(codec);
        reencoder.reencode(SampleImages.LOSSY_WEBP);
        assertThat(IIORegistry.getDefaultInstance().getServiceProviderByClass(codec))
                .isSameAs(before);
    }

    private void assertRefused(byte[] file, ImageRefused.Reason reason) {
        assertThatExceptionOfType(ImageRefused.class)
                .isThrownBy(() -> reencoder.reencode(file))
                .returns(reason, ImageRefused::reason);
    }

    private static void assertSimilar(Color one, Color other) {
        assertThat(one.getRed()).isCloseTo(other.getRed(), within(24));
        assertThat(one.getGreen()).isCloseTo(other.getGreen(), within(24));
    }

    private static String text(EncodedImage encoded) {
        return new String(encoded.bytes(), StandardCharsets.ISO_8859_1);
    }
}
