package org.satbuddy.identity;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.satbuddy.config.SettingsBuilder;

class TrustedProxiesTest {

    private static final String PROXY = "10.1.0.7";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9 | 203.0.113.9",
                "203.0.113.9:4711 | 203.0.113.9",
                "2001:db8::9 | 2001:db8:0:0:0:0:0:9",
                "[2001:db8::9]:4711 | 2001:db8:0:0:0:0:0:9",
                // What a client claims comes before what the proxies have seen.
                "198.51.100.1, 203.0.113.9 | 203.0.113.9",
                "127.0.0.1, 203.0.113.9, 10.1.0.8 | 203.0.113.9",
                "10.1.0.9 | 10.1.0.9",
                // Nobody knows who was before.
                "203.0.113.9, unknown | 10.1.0.7",
                "203.0.113.9, localhost, 10.1.0.8 | 10.1.0.8",
                "example.org | 10.1.0.7",
                "'' | 10.1.0.7",
                "127.1 | 10.1.0.7"
            })
    void findsTheClient(String header, String client) {
        assertThat(seen(false, request(PROXY).header("X-Forwarded-For", header)).getRemoteAddr())
                .isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=203.0.113.9;proto=https | 203.0.113.9 | true",
                "For=\"[2001:db8::9]:4711\" ; Proto=HTTPS | 2001:db8:0:0:0:0:0:9 | true",
                "for=203.0.113.9;proto=https, for=10.1.0.8;proto=http | 203.0.113.9 | true",
                "for=198.51.100.1;proto=https, for=203.0.113.9;proto=http | 203.0.113.9 | false",
                "for=_hidden;proto=https | 10.1.0.7 | false",
                "proto=https | 10.1.0.7 | false"
            })
    void readsTheStandardHeader(String header, String client, boolean secure) {
        HttpServletRequest seen = seen(true, request(PROXY).header("Forwarded", header));
        assertThat(seen.getRemoteAddr()).isEqualTo(client);
        assertThat(seen.isSecure()).isEqualTo(secure);
    }

    @Test
    void knowsThatTheClientSpeaksTls() {
        HttpServletRequest seen = seen(
                false, request(PROXY).header("X-Forwarded-For", "203.0.113.9").header("X-Forwarded-Proto", "https"));
        assertThat(seen.isSecure()).isTrue();
        assertThat(seen.getScheme()).isEqualTo("https");
    }

    @Test
    void believesNobodyElse() {
        HttpServletRequest seen = seen(
                false,
                request("203.0.113.66").header("X-Forwarded-For", "127.0.0.1").header("X-Forwarded-Proto", "https"));
        assertThat(seen.getRemoteAddr()).isEqualTo("203.0.113.66");
        assertThat(seen.isSecure()).isFalse();
    }

    /** The proxy passes on what the client sends in the header that it does not write. */
    @Test
    void readsTheOneHeaderThatTheProxyWrites() {
        FakeRequest both =
                request(PROXY).header("X-Forwarded-For", "203.0.113.9").header("Forwarded", "for=198.51.100.1");
        assertThat(seen(false, both).getRemoteAddr()).isEqualTo("203.0.113.9");
        assertThat(seen(true, both).getRemoteAddr()).isEqualTo("198.51.100.1");
    }

    @Test
    void readsTheEndOfALongHeader() {
        String claimed = "198.51.100.1, ".repeat(100_000);
        assertThat(seen(false, request(PROXY).header("X-Forwarded-For", claimed + "203.0.113.9"))
                        .getRemoteAddr())
                .isEqualTo("203.0.113.9");
    }

    @Test
    void changesNothingWithoutTrustedProxies() {
        HttpServletRequest request =
                request("127.0.0.1").header("X-Forwarded-For", "203.0.113.9").build();
        assertThat(new TrustedProxies(new SettingsBuilder().build().proxies()).seenThrough(request))
                .isSameAs(request);
    }

    private static FakeRequest request(String address) {
        return new FakeRequest().address(address);
    }

    private static HttpServletRequest seen(boolean standard, FakeRequest request) {
        var settings =
                new SettingsBuilder().proxies(standard, "10.1.0.0/16", "::1").build();
        return new TrustedProxies(settings.proxies()).seenThrough(request.build());
    }
}
