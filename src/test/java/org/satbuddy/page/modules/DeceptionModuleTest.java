package org.satbuddy.page.modules;

import static org.assertj.core.api.Assertions.assertThat;

import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finds links whose text names another host, and removes characters that change the direction of writing. */
class DeceptionModuleTest {

    private static final Modules MODULES = Modules.inEnglish();
    private static final Value DECEPTION = MODULES.load("ui/deception.js");

    @AfterAll
    static void close() {
        MODULES.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://bank.example              | evil.example         | true",
                "BANK.example/login                | evil.example         | true",
                "Sign in at bank.example, please.  | evil.example         | true",
                "evil.example or bank.example      | evil.example         | true",
                "https://bank.example@evil.example | evil.example         | true",
                "https://moodle/                   | evil.example         | true",
                "http://192.0.2.1/                 | evil.example         | true",
                "192.0.2.1                         | 192.0.2.2            | true",
                "bank.example                      | bank.example.evil.eu | true",
                "docs.bank.example                 | bank.example         | true",
                "b\u0430nk.example                 | xn--bnk-6cd.example  | true",
                "bank\u00AD.exam\u200Bple          | evil.example         | true",
                "bank\u3002example                 | evil.example         | true",
                "xn--bnk-6cd.xn--p1ai              | evil.example         | true",
                "https://bank.example/a.b          | bank.example         | false",
                "Bank.Example                      | www.bank.example     | false",
                "www.bank.example.                 | bank.example         | false",
                "http://192.0.2.1:8080/            | 192.0.2.1            | false",
                "here                              | bank.example         | false",
                "e.g. version 1.5, U.S. only       | bank.example         | false",
                "Read on... or not                 | bank.example         | false"
            })
    void noticesATextThatNamesAnotherHost(String text, String host, boolean another) {
        assertThat(DECEPTION.invokeMember("namesAnotherHost", text, host).asBoolean())
                .isEqualTo(another);
    }

    @Test
    void readsALongTextInNoTime() {
        assertThat(DECEPTION
                        .invokeMember("namesAnotherHost", "a.".repeat(200_000) + " " + "-".repeat(200_000), "b.example")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void removesEveryCharacterThatChangesTheDirection() {
        String directions = "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

        assertThat(DECEPTION
                        .invokeMember("inItsOwnOrder", directions + "\u05D0 a\u200Db\u2060\u2065")
                        .asString())
                .isEqualTo("\u05D0 a\u200Db\u2060\u2065");
    }
}
