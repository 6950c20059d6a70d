package org.satbuddy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyringTest {

    private static final String OWNER = "guest-AAAAAAAAAAAAAAAAAAAAAA";

    private final HmacSigner now = new HmacSigner("now", new byte[] {1});
    private final HmacSigner before = new HmacSigner("before", new byte[] {2});
    private final Keyring keys = new Keyring(List.of(now, before));

    @Test
    void acceptsItsOwnTokens() {
        assertThat(keys.owner(keys.token(OWNER))).contains(OWNER);
    }

    @Test
    void signsWithTheCurrentKeyAndAcceptsThePreviousOne() {
        assertThat(keys.token(OWNER)).startsWith("now." + OWNER + ".");
        assertThat(keys.owner(before.token(OWNER))).contains(OWNER);
    }

    @Test
    void refusesEveryTruncatedToken() {
        String token = keys.token(OWNER);
        for (int length = 0; length < token.length(); length++) {
            assertThat(keys.owner(token.substring(0, length))).isEmpty();
            assertThat(keys.owner(token.substring(token.length() - length))).isEmpty();
        }
    }

    @Test
    void refusesEveryTokenWithOneCharacterChanged() {
        String token = keys.token(OWNER);
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'B' ? 'C' : 'B';
            assertThat(keys.owner(token.substring(0, i) + other + token.substring(i + 1)))
                    .isEmpty();
        }
    }

    @Test
    void refusesAnotherKeyWithAKnownId() {
        assertThat(keys.owner(new HmacSigner("now", new byte[] {3}).token(OWNER)))
                .isEmpty();
        assertThat(keys.owner(new HmacSigner("now", new byte[] {2}).token(OWNER)))
                .isEmpty();
    }

    @Test
    void distinguishesAnUnknownKeyFromMalformedTokens() {
        String unknown = new HmacSigner("later", new byte[] {3}).token(OWNER);
        assertThat(keys.owner(unknown)).isEmpty();
        assertThat(keys.namesUnknownKey(unknown)).isTrue();
        assertThat(keys.namesUnknownKey(keys.token(OWNER))).isFalse();
        assertThat(keys.namesUnknownKey("rubbish")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "now",
                "now.",
                "now..",
                "now.x",
                ".x.y",
                "now.x.",
                "now.x.\u00e9\ud83d\ude00"
            })
    void refusesMalformedTokens(String token) {
        assertThat(keys.owner(token)).isEmpty();
    }

    @Test
    void refusesTokensThatAreTooLong() {
        assertThat(keys.owner(now.token("x".repeat(200)))).isEmpty();
    }

    /** Its holder would be refused later, where nobody sees why. */
    @Test
    void signsNothingThatItWouldRefuse() {
        assertThatIllegalArgumentException().isThrownBy(() -> keys.token("x".repeat(200)));
    }
}
