package org.satbuddy.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordHashTest {

    @Test
    void knowsThePassword() {
        String stored = PasswordHash.ofChosen("correct horse");
        assertThat(stored).matches("pbkdf2-sha512\\$210000\\$[\\w+/=]{24}\\$[\\w+/=]{88}");
        assertThat(PasswordHash.matches("correct horse", stored)).isTrue();
        assertThat(PasswordHash.matches("correct horsf", stored)).isFalse();
        assertThat(PasswordHash.matches("", stored)).isFalse();
    }

    @Test
    void knowsARandomPassword() {
        String stored = PasswordHash.ofRandom("K7QM-3XPA");
        assertThat(PasswordHash.matches("K7QM-3XPA", stored)).isTrue();
        assertThat(PasswordHash.matches("K7QM-3XPB", stored)).isFalse();
    }

    /** Two keyboards write the same letter in two ways. */
    @Test
    void comparesLettersAndNotBytes() {
        assertThat(PasswordHash.matches("contrasen\u0303a", PasswordHash.ofChosen("contrase\u00f1a")))
                .isTrue();
    }

    @Test
    void saltsEachPassword() {
        assertThat(PasswordHash.ofRandom("same")).isNotEqualTo(PasswordHash.ofRandom("same"));
    }

    @Test
    void matchesNothingWithoutAPassword() {
        assertThat(PasswordHash.matches("", null)).isFalse();
        assertThat(PasswordHash.matches("x", null)).isFalse();
    }
}
