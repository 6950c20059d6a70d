package org.satbuddy.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.provider.CallFailed.Overloaded;
import org.satbuddy.provider.CallFailed.RetryLater;
import org.satbuddy.provider.CallFailed.RetrySoon;
import org.satbuddy.provider.CallFailed.Terminal;
import org.satbuddy.task.FailureCode;

class OpenAiErrorTest {

    private static CallFailed of(int status, String body) {
        return OpenAiError.of(status, LenientJson.object(body.getBytes(UTF_8)), Duration.ofSeconds(7));
    }

    private static String error(String code) {
        return "{\"error\": {\"message\": \"private text\", \"type\": \"some_error\", \"code\": \"" + code + "\"}}";
    }

    @ParameterizedTest
    @CsvSource({
        "429, insufficient_quota, PROVIDER_REJECTED",
        "429, billing_hard_limit_reached, PROVIDER_REJECTED",
        "429, credit_balance_exhausted, PROVIDER_REJECTED",
        "429, organization_spend_limit_exceeded, PROVIDER_REJECTED",
        "429, project_spend_limit_exceeded, PROVIDER_REJECTED",
        "429, organization_usage_limit_exceeded, PROVIDER_REJECTED",
        "401, invalid_api_key, PROVIDER_REJECTED",
        "402, insufficient_credits, PROVIDER_REJECTED",
        "403, unsupported_country, PROVIDER_REJECTED",
        "404, model_not_found, PROVIDER_REJECTED",
        "400, invalid_value, PROVIDER_REJECTED",
        "400, content_filter, FILTERED",
        "400, content_policy_violation, FILTERED",
        "403, content_policy_violation, FILTERED",
        "400, context_length_exceeded, TOO_LONG",
        "413, request_too_large, TOO_LONG",
    })
    void givesUpIfRepeatingTheCallWouldNotHelp(int status, String code, FailureCode expected) {
        assertThat(of(status, error(code)))
                .isInstanceOfSatisfying(
                        Terminal.class, terminal -> assertThat(terminal.code()).isEqualTo(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"error\": {\"type\": \"insufficient_quota\", \"code\": null}}', 429, PROVIDER_REJECTED",
        "'{\"error\": {\"code\": \"x\", \"innererror\": {\"code\": \"ResponsibleAIPolicyViolation\"}}}', 400, FILTERED",
        "'{\"error\": {\"message\": \"This model''s maximum context length is 8192 tokens\", \"code\": 400}}', 400,"
                + " TOO_LONG",
    })
    void findsACodeInOtherPlaces(String body, int status, FailureCode expected) {
        assertThat(of(status, body))
                .isInstanceOfSatisfying(
                        Terminal.class, terminal -> assertThat(terminal.code()).isEqualTo(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"error\": {\"code\": \"rate_limit_exceeded\"}}", "{}", "", "<html>Too many requests</html>"})
    void waitsForARateLimit(String body) {
        assertThat(of(429, body))
                .isInstanceOfSatisfying(
                        RetryLater.class, later -> assertThat(later.after()).isEqualTo(Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504, 529, 599})
    void triesAgainAfterAFault(int status) {
        assertThat(of(status, "<html>"))
                .isInstanceOfSatisfying(
                        Overloaded.class, asks -> assertThat(asks.after()).isEqualTo(Duration.ofSeconds(7)));
    }

    @Test
    void sortsAnErrorInsideA200ByTheStatusThatItNames() {
        assertThat(OpenAiError.inside200(LenientJson.object("{\"error\": {\"code\": 429}}".getBytes(UTF_8))))
                .isInstanceOf(RetryLater.class);
        assertThat(OpenAiError.inside200(LenientJson.object("{\"error\": {\"code\": 401}}".getBytes(UTF_8))))
                .isInstanceOf(Terminal.class);
        assertThat(OpenAiError.inside200(LenientJson.object("{\"error\": \"overloaded\"}".getBytes(UTF_8))))
                .isInstanceOf(RetrySoon.class);
    }

    @ParameterizedTest
    @CsvSource({
        "insufficient_quota, Terminal",
        "rate_limit_exceeded, RetryLater",
        "slow_down, RetryLater",
        "content_filter, Terminal",
        "context_length_exceeded, Terminal",
        "server_error, RetrySoon",
        "something_new, RetrySoon",
    })
    void sortsAnErrorInsideA200ByTheMeaningOfItsCode(String code, String kind) {
        assertThat(OpenAiError.inside200(LenientJson.object(error(code).getBytes(UTF_8)))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(kind);
    }

    @Test
    void keepsTextOfTheProviderOutOfTheLog() {
        assertThat(of(401, error("invalid_api_key")).getMessage())
                .isEqualTo("status 401 invalid_api_key")
                .doesNotContain("private");
        assertThat(of(500, error("two words\\nand a line")).getMessage()).isEqualTo("status 500");
    }
}
