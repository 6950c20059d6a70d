package org.satbuddy.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IdempotencyKeyTest {

    @Test
    void accepts1To255PrintableCharacters() {
        assertThat(IdempotencyKey.of("k")).isEqualTo("k");
        assertThat(IdempotencyKey.of("a b~!\"")).isEqualTo("a b~!\"");
        assertThat(IdempotencyKey.of("x".repeat(255))).hasSize(255);
        assertThat(IdempotencyKey.of(null)).isNull();
    }

    static Stream<String> others() {
        return Stream.of("", "   ", "a\tb", "a\0", "é", "\u007f", "x".repeat(256));
    }

    @ParameterizedTest
    @MethodSource("others")
    void refusesOthers(String header) {
        assertThatThrownBy(() -> IdempotencyKey.of(header))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Idempotency-Key");
    }
}
