package org.satbuddy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "LocalHost:1",
                "localhost:8080",
                "127.0.0.1",
                "127.0.0.1:65535",
                "[::1]",
                "[::1]:8080"
            })
    void acceptsHostNamesOfThisMachine(String host) {
        assertThatCode(() -> LoopbackGuard.check(
                        new FakeRequest().header("Host", host).build()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "localhost.evil.com",
                "localhost.evil.com:8080",
                "localhost.",
                "127.0.0.1.nip.io",
                "127.0.0.1.nip.io:8080",
                "127.0.0.10",
                "127.0.0.2",
                "evil.com",
                "evil.com:localhost",
                "localhost:",
                "localhost:80a",
                "localhost:8080.evil.com",
                "localhost@evil.com",
                "::1",
                "[::1",
                "[::1]evil",
                "[::ffff:127.0.0.1]",
                "0.0.0.0",
                "192.168.1.10:8080",
                "school.example"
            })
    void refusesOtherHostNames(String host) {
        assertThatExceptionOfType(Denied.class)
                .isThrownBy(() -> LoopbackGuard.check(
                        new FakeRequest().header("Host", host).build()))
                .withMessageContaining("localhost")
                .returns(Denied.Code.GUEST_NOT_LOCAL, Denied::code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost", "http://localhost:8080", "https://127.0.0.1:8443", "http://[::1]:8080"})
    void acceptsPagesOfThisMachine(String origin) {
        assertThatCode(() -> LoopbackGuard.check(new FakeRequest()
                        .header("Host", "127.0.0.1:8080")
                        .header("Origin", origin)
                        .build()))
                .doesNotThrowAnyException();
    }

    /** nginx with a plain proxy_pass sends its own Host header, and the browser's Origin. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://school.example",
                "https://sat.school.example:8443",
                "http://localhost.evil.com",
                "http://192.168.1.10:8080",
                "null",
                "",
                "localhost"
            })
    void refusesPagesOfOtherMachines(String origin) {
        assertThatExceptionOfType(Denied.class)
                .isThrownBy(() -> LoopbackGuard.check(new FakeRequest()
                        .header("Host", "127.0.0.1:8080")
                        .header("Origin", origin)
                        .build()))
                .returns(Denied.Code.GUEST_NOT_LOCAL, Denied::code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1.2.3",
                "::1",
                "0:0:0:0:0:0:0:1",
                "0:0:0:0:0:0:0:1%0",
                "::1%lo",
                "::ffff:127.0.0.1"
            })
    void recognisesLoopbackAddresses(String address) {
        assertThat(LoopbackGuard.isLoopback(address)).isTrue();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "10.0.0.1",
                "192.168.1.1",
                "128.0.0.1",
                "fe80::1%eth0",
                "2001:db8::1",
                "::",
                "::ffff:10.0.0.1",
                "localhost",
                "127.0.0.1.nip.io",
                "%",
                "1:2"
            })
    void recognisesOtherAddresses(String address) {
        assertThat(LoopbackGuard.isLoopback(address)).isFalse();
    }

    @Test
    void refusesAnotherMachine() {
        assertThatExceptionOfType(Denied.class)
                .isThrownBy(() -> LoopbackGuard.check(
                        new FakeRequest().address("192.168.1.7").build()))
                .withMessageContaining("satbuddy.auth.modes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded",
                "forwarded",
                "X-Forwarded-For",
                "x-forwarded-host",
                "X-FORWARDED-PROTO",
                "X-Forwarded-Anything",
                "X-Real-IP",
                "Via"
            })
    void refusesRequestsThroughAProxy(String header) {
        assertThatExceptionOfType(Denied.class)
                .isThrownBy(() -> LoopbackGuard.check(
                        new FakeRequest().header(header, "127.0.0.1").build()))
                .withMessageContaining("proxy");
    }
}
