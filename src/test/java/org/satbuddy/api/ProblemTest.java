package org.satbuddy.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.database.DatabaseUnavailable;
import org.satbuddy.task.Refused;
import org.satbuddy.task.Refused.LimitReached;

class ProblemTest {

    @Test
    void hasTheContractsShape() {
        var invalid = new InvalidInput(List.of(new InvalidInput.Field("message", "must be a text")));

        assertThat(text(Problem.of(invalid)))
                .isEqualTo("{\"success\":false,\"status\":\"error\",\"error\":\"message must be a text.\","
                        + "\"code\":\"invalid_request\",\"type\":\"about:blank\",\"title\":\"Bad Request\","
                        + "\"detail\":\"message must be a text.\",\"instance\":\"/ai/x/\","
                        + "\"errors\":[{\"field\":\"message\",\"message\":\"must be a text\"}]}");
    }

    /** The log has only one of equal failures in a minute, and a client's id must lead there. */
    @Test
    void givesEqualFailuresTheSameId() {
        Problem first = ExceptionMappers.report(failure("secret 1"), "in a GET request");
        Problem second = ExceptionMappers.report(failure("secret 2"), "in a POST request");
        Problem other = ExceptionMappers.report(new IllegalStateException("secret 1"), "in a GET request");

        assertThat(first).isEqualTo(second).isNotEqualTo(other);
        assertThat(first.status()).isEqualTo(500);
        assertThat(first.sentence()).containsPattern(": [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$");
    }

    private static IllegalStateException failure(String message) {
        return new IllegalStateException(message);
    }

    @Test
    void answersNotFoundForUnknownTasksAndConversations() {
        assertThat(text(Problem.unknownTask()))
                .startsWith("{\"success\":false,\"status\":\"not_found\",\"error\":\"This task is unknown")
                .doesNotContain("errors");
        assertThat(text(Problem.of(new Refused.Unknown("conversation_id"))))
                .contains("\"status\":\"not_found\"", "\"code\":\"not_found\"");
    }

    /** Clients react differently: to an expired conversation with a new one, to a lost image with another upload. */
    @Test
    void distinguishesAnUnknownImageFromAnUnknownConversation() {
        Problem problem = Problem.of(new Refused.Unknown("images"));

        assertThat(problem.status()).isEqualTo(404);
        assertThat(text(problem)).contains("\"status\":\"not_found\"", "\"code\":\"unknown_image\"");
    }

    @ParameterizedTest
    @EnumSource(LimitReached.Limit.class)
    void namesTheLimit(LimitReached.Limit limit) {
        Problem problem = Problem.of(new LimitReached(limit, 7));

        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.code()).isEqualTo(limit.name().toLowerCase(java.util.Locale.ROOT));
        assertThat(problem.retryAfterSeconds()).isEqualTo(7);
    }

    @Test
    void advisesWhenToRetryIfTheDatabaseIsAway() {
        Problem problem = Problem.of(new DatabaseUnavailable());

        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.retryAfterSeconds()).isPositive();
    }

    @Test
    void answersAReusedKeyWith422() {
        assertThat(text(Problem.of(new Refused.KeyReused())))
                .contains("\"code\":\"idempotency_key_reused\"", "\"title\":\"Unprocessable Content\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 406, 408, 411, 413, 414, 415, 417, 431, 500, 501, 503, 599})
    void hasASentenceForEveryStatus(int status) {
        Problem problem = Problem.ofStatus(status);

        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.sentence()).endsWith(".");
        assertThat(text(problem)).contains("\"success\":false", "\"title\":\"");
    }

    @Test
    void showsOnlyTheIdOfAnIncident() {
        assertThat(text(Problem.ofIncident("4711")))
                .contains("\"code\":\"internal\"", "4711")
                .doesNotContain("Exception");
    }

    private static String text(Problem problem) {
        return new String(problem.json("/ai/x/"), UTF_8);
    }
}
