package org.satbuddy.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitPreferenceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "wait=10                                  | 10",
                "Wait = 10                                | 10",
                "wait=\"10\"                              | 10",
                "respond-async, wait=10                   | 10",
                "wait=10, respond-async; x=1              | 10",
                "wait=10; strict                          | 10",
                "foo; bar=\"a, wait=20\", wait=10         | 10",
                "wait=10, wait=20                         | 10",
                "wait=0                                   | 0",
                "wait=007                                 | 7",
                "wait=51                                  | 50",
                "wait=99999999999999999999                | 50",
            })
    void readsHowLongToWait(String header, int seconds) {
        assertThat(secondsOf(header)).contains(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "respond-async",
                "wait",
                "wait=",
                "wait=-1",
                "wait=1.5",
                "wait=abc",
                "await=10",
                "respond-async; wait=10",
                "foo=\"wait=10\"",
                "wait=\"10",
                "=10",
                "wait=١"
            })
    void ignoresAnythingElse(String header) {
        assertThat(secondsOf(header)).isEmpty();
    }

    @Test
    void readsAllHeaders() {
        assertThat(secondsOf("respond-async", "wait=5")).contains(5);
        assertThat(secondsOf()).isEmpty();
    }

    @Test
    void readsTheQueryParameter() {
        assertThat(WaitPreference.fromParameter(null)).isZero();
        assertThat(WaitPreference.fromParameter("20")).isEqualTo(20);
        assertThat(WaitPreference.fromParameter("1000000000000")).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1s", "forever", "1.0", " 1"})
    void refusesAQueryParameterThatIsNotANumber(String parameter) {
        assertThatThrownBy(() -> WaitPreference.fromParameter(parameter))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("wait must be a number of seconds.");
    }

    private static Optional<Integer> secondsOf(String... headers) {
        return WaitPreference.fromHeaders(Collections.enumeration(Arrays.asList(headers)));
    }
}
