package org.satbuddy.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeNumberTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "00, 0", "7, 7", "0000000000007, 7", "500, 500", "501, 500", "999999999, 500", "1000000000, 500"
    })
    void readsAnyNumberOfDigits(String text, int number) {
        assertThat(WholeNumber.parse(text, 500)).hasValue(number);
        assertThat(WholeNumber.parse("9".repeat(5000), 500)).hasValue(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-1", "+1", "1.5", "1e3", "x", "١"})
    void readsNothingElse(String text) {
        assertThat(WholeNumber.parse(text, 500)).isEmpty();
    }
}
