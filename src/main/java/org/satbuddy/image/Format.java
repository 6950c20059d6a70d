package org.satbuddy.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The accepted image formats. Only the first bytes of a file determine its format. */
enum Format {
    JPEG(JpegFile::strip),
    PNG(PngFile::strip),
    GIF(GifFile::strip),
    WEBP(WebpFile::strip);

    private static final byte[] JPEG_START = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] PNG_START = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private static final List<String> HEIF_BRANDS =
            List.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis");

    private final Function<byte[], StrippedImage> parser;

    Format(Function<byte[], StrippedImage> parser) {
        this.parser = parser;
    }

    static Optional<Format> of(byte[] file) {
        if (has(file, 0, JPEG_START)) {
            return Optional.of(JPEG);
        }
        if (has(file, 0, PNG_START)) {
            return Optional.of(PNG);
        }
        if (has(file, 0, ascii("GIF87a")) || has(file, 0, ascii("GIF89a"))) {
            return Optional.of(GIF);
        }
        if (has(file, 0, ascii("RIFF")) && has(file, 8, ascii("WEBP"))) {
            return Optional.of(WEBP);
        }
        return Optional.empty();
    }

    /** Whether this is a photo of an iPhone, or another file of its family, as its first box says. */
    static boolean isHeif(byte[] file) {
        return has(file, 4, ascii("ftyp")) && HEIF_BRANDS.stream().anyMatch(brand -> has(file, 8, ascii(brand)));
    }

    /** @throws ImageRefused if the file is damaged, too big once decoded, or of an unsupported variant */
    StrippedImage strip(byte[] file) {
        return parser.apply(file);
    }

    private static boolean has(byte[] file, int at, byte[] start) {
        int end = at + start.length;
        return file.length >= end && Arrays.equals(file, at, end, start, 0, start.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
