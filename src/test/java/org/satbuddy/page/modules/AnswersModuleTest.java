package org.satbuddy.page.modules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads responses as data or as a sentence for the student, and chooses the time until the next poll. */
class AnswersModuleTest {

    private static final Modules ENGLISH = Modules.inEnglish();
    private static final Modules SPANISH = Modules.inSpanish();
    private static final Value API = ENGLISH.load("server/api.js");
    private static final Value POLLING = ENGLISH.load("server/polling.js");

    @AfterAll
    static void close() {
        ENGLISH.close();
        SPANISH.close();
    }

    @Test
    void readsAResponse() {
        Value answer = API.invokeMember("read", 200, "{\"status\":\"processing\"}", "3");

        assertThat(ENGLISH.json(answer)).isEqualTo("{\"data\":{\"status\":\"processing\"},\"retryAfter\":3}");
        assertThat(ENGLISH.json(API.invokeMember("read", 304, "", null))).isEqualTo("{\"data\":null}");
    }

    @Test
    void readsNoCharacterThatChangesTheDirectionOfWriting() {
        Value answer = API.invokeMember(
                "read", 200, "{\"history\":[{\"content\":\"a\\u202Eb\",\"question\":{\"A\":\"\u2066c\"}}]}", null);

        assertThat(ENGLISH.json(answer.getMember("data")))
                .isEqualTo("{\"history\":[{\"content\":\"ab\",\"question\":{\"A\":\"c\"}}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "400 | {'error':'Too long.','code':'x'}                             | -  | Too long.",
                "400 | {'error':'Bad.','errors':[{'message':'One.'},{'message':'Two.'}]} | - | Bad. One. Two.",
                "400 | {'error':'Bad: One.','errors':[{'message':'One.'},3,null]}   | -  | Bad: One.",
                "429 | {'error':'Slow down.'}                                       | 5  | Slow down. You can try again in 5 seconds.",
                "429 | <html>                                                       | 90 | That was a lot at once. You can try again in 2 minutes.",
                "403 | -                                                            | -  | You are not signed in, or may not do this.",
                "404 | {'error':3}                                                  | -  | This is not there any more.",
                "413 | []                                                           | -  | This is too big to send.",
                "503 | {'error':''}                                                 | 0  | The server has a problem at the moment.",
                "302 | -                                                            | -  | The server did not accept this.",
                "200 | <html>                                                       | -  | The server gave an answer that this page does not understand.",
                "200 | null                                                         | -  | The server gave an answer that this page does not understand."
            })
    void saysWhyTheServerRefused(int status, String body, String retryAfter, String sentence) {
        assertThatExceptionOfType(PolyglotException.class)
                .isThrownBy(
                        () -> API.invokeMember("read", status, body == null ? "" : body.replace('\'', '"'), retryAfter))
                .extracting(
                        refusal -> refusal.getGuestObject().getMember("message").asString())
                .isEqualTo(sentence);
    }

    @Test
    void translatesAReasonByItsCode() {
        Value api = SPANISH.load("server/api.js");

        String known = api.invokeMember("sentenceOf", "queue_full", "The queue is full.")
                .asString();
        assertThat(known).isNotEqualTo("The queue is full.").isNotBlank();
        assertThat(api.invokeMember("sentenceOf", "unheard_of", "In English.").asString())
                .isEqualTo("In English.");
        assertThat(API.invokeMember("sentenceOf", "queue_full", "The queue is full.")
                        .asString())
                .isEqualTo("The queue is full.");
    }

    @ParameterizedTest
    @CsvSource({
        "0, true",
        "408, true",
        "429, true",
        "500, true",
        "503, true",
        "400, false",
        "401, false",
        "404, false",
        "409, false"
    })
    void knowsWhichRefusalsAreTemporary(int status, boolean passing) {
        Value refusal = API.getMember("Refusal").newInstance("No.", status);

        assertThat(refusal.getMember("passing").asBoolean()).isEqualTo(passing);
    }

    @ParameterizedTest
    @CsvSource({"0, 1000", "1, 1000", "3, 3000", "60, 60000", "3600, 60000"})
    void keepsRetryAfterBetweenASecondAndAMinute(int retryAfter, int milliseconds) {
        assertThat(POLLING.invokeMember("waitAfterAnswer", retryAfter).asInt()).isEqualTo(milliseconds);
        assertThat(POLLING.invokeMember("waitAfterAnswer").asInt()).isEqualTo(1000);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1000",
        "1, 0, 2000",
        "3, 0, 8000",
        "4, 0, 16000",
        "50, 0, 16000",
        "0, 30, 30000",
        "4, 3, 16000",
        "0, 90, 60000"
    })
    void pollsLessOftenWithEachFailure(int before, int retryAfter, int milliseconds) {
        assertThat(POLLING.invokeMember("waitAfterFailure", before, retryAfter).asInt())
                .isEqualTo(milliseconds);
    }
}
