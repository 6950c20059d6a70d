package org.satbuddy.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.1.0.7, 10.1.0.7, true",
        "10.1.0.7, 10.1.0.8, false",
        "10.1.0.0/16, 10.1.255.255, true",
        "10.1.0.0/16, 10.2.0.0, false",
        "10.1.2.128/25, 10.1.2.200, true",
        "10.1.2.128/25, 10.1.2.100, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "::1, ::1%lo, true",
        "2001:db8::/32, 2001:db8:1::9, true",
        "2001:db8::/32, 2001:db9::9, false",
        "10.1.0.7, ::ffff:10.1.0.7, true"
    })
    void containsItsAddresses(String range, String address, boolean contained) {
        assertThat(AddressRange.of(range)
                        .orElseThrow()
                        .contains(NumericAddress.parse(address).orElseThrow()))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.1.0.0/33",
                "::/129",
                "10.1",
                "10.1.0.256",
                "localhost",
                "::g",
                "10.1.0.0/",
                "/8",
                "1.2.3.4.5"
            })
    void isReadFromNothingElse(String range) {
        assertThat(AddressRange.of(range)).isEmpty();
    }

    /** Java would look them up as names. */
    @ParameterizedTest
    @ValueSource(strings = {"10.1.0.999", "1.2.3", "1", "dead.beef", "0x7f.1.1.1", "\u0661.1.1.1", "a:b:c", ":::"})
    void isNoAddress(String text) {
        assertThat(NumericAddress.parse(text)).isEmpty();
    }
}
