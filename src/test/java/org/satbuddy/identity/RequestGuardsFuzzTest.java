package org.satbuddy.identity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Any Host, Origin or token is either this machine's own or refused. */
class RequestGuardsFuzzTest {

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Keyring keys = new Keyring(List.of(new HmacSigner("now", new byte[] {1})));

    @FuzzTest
    void admitsOnlyLocalHostsAndOrigins(byte[] header) throws URISyntaxException {
        String value = new String(header, ISO_8859_1);

        if (passes(new FakeRequest().header("Host", value).build())) {
            assertThat(LOCAL).contains(host("http://" + value));
        }
        if (passes(new FakeRequest().header("Origin", value).build())) {
            assertThat(LOCAL).contains(host(value));
        }
    }

    @FuzzTest
    void changesNothingForAnotherOrigin(byte[] header) throws URISyntaxException {
        String value = new String(header, ISO_8859_1);
        var request = new FakeRequest().method("POST").header("Origin", value).build();

        try {
            new CsrfGuard(null).check(request);
        } catch (Denied refused) {
            return;
        }
        assertThat(new URI(value).getAuthority()).isEqualToIgnoringCase("localhost:8080");
    }

    @FuzzTest
    void believesOnlySignedTokens(byte[] cookie) {
        String value = new String(cookie, ISO_8859_1);
        var request =
                new FakeRequest().cookies(new Cookie("satbuddy_guest", value)).build();

        for (String token : IdentityCookie.GUEST.tokens(request)) {
            keys.owner(token).ifPresent(owner -> assertThat(keys.token(owner)).isEqualTo(token));
            assertThat(keys.namesUnknownKey(token) && keys.owner(token).isPresent())
                    .isFalse();
        }
    }

    private static boolean passes(HttpServletRequest request) {
        try {
            LoopbackGuard.check(request);
            return true;
        } catch (Denied refused) {
            return false;
        }
    }

    /** The host as a browser or client finds it. */
    private static String host(String url) throws URISyntaxException {
        return String.valueOf(new URI(url).parseServerAuthority().getHost()).toLowerCase(Locale.ROOT);
    }
}
