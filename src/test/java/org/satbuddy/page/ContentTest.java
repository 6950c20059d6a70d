package org.satbuddy.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {

    private static final byte[] LONG = "A slope is rise over run. ".repeat(100).getBytes(UTF_8);
    private static final byte[] SHORT = "x".getBytes(UTF_8);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "GZIP",
                "gzip, deflate, br, zstd",
                "br,gzip",
                "br;q=1.0, gzip;q=0.8, *;q=0.1",
                "gzip;q=0.001",
                "gzip ; q=1",
                "x-gzip"
            })
    void isCompressedForABrowserThatAcceptsGzip(String accepted) throws IOException {
        Exchange exchange = write(LONG, accepted);

        assertThat(exchange.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(exchange.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(exchange.header("Content-Type")).isEqualTo("text/css;charset=utf-8");
        assertThat(exchange.header("Content-Length")).isEqualTo(Integer.toString(exchange.sent().length));
        assertThat(exchange.sent()).hasSizeLessThan(LONG.length);
        assertThat(exchange.unpacked()).isEqualTo(LONG);
    }

    /** A client that accepts any encoding accepts a plain body too. */
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "*", "identity", "br", "gzip;q=0", "gzip; q=0", "GZIP;Q=0.000, br", "br, gzip;q=0", "gzipped"
            })
    void isPlainForOthersAndVaries(String accepted) throws IOException {
        Exchange exchange = write(LONG, accepted);

        assertThat(exchange.header("Content-Encoding")).isNull();
        assertThat(exchange.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(exchange.header("Content-Length")).isEqualTo(Integer.toString(LONG.length));
        assertThat(exchange.sent()).isEqualTo(LONG);
    }

    @Test
    void isNotCompressedWhereThatMakesItLonger() throws IOException {
        Exchange exchange = write(SHORT, "gzip");

        assertThat(exchange.header("Content-Encoding")).isNull();
        assertThat(exchange.header("Vary")).isNull();
        assertThat(exchange.sent()).isEqualTo(SHORT);
    }

    private static Exchange write(byte[] bytes, String accepted) throws IOException {
        var exchange = new Exchange(accepted);
        new Content("text/css;charset=utf-8", bytes).write(exchange.request(), exchange.response());
        return exchange;
    }
}
