package org.satbuddy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.satbuddy.it.FakeProvider.fails;
import static org.satbuddy.it.FakeProvider.says;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The failover run: two providers of different wire formats, with the study guide as the last resort. The first
 * provider is in trouble. The tests check what the student sees and what the row shows to administrators. They run on
 * PostgreSQL, whose rows can be read while the server runs.
 */
class FailoverIT {

    /** Longer than every deadline here. */
    private static final Duration SLOW = Duration.ofSeconds(10);

    private static final String HEALTHY = "how-are-you";

    /** In the question of the check. */
    private static final String CHECK = "You are being checked";

    /** One wait for the first provider alone, and one for the earliest of both. After that no wait is allowed. */
    private static final String LIMITED_TO_THE_END = "attempt 1: anthropic: rate_limited for 1 s;"
            + " attempt 2: anthropic: rate_limited for 1 s > openai: rate_limited for 1 s;"
            + " attempt 3: anthropic: rate_limited for 1 s > openai: rate_limited for 1 s";

    private static EmbeddedPostgres database;
    private static FakeProvider first;
    private static FakeProvider second;
    private static PackagedServer server;

    private final String word = "w" + UUID.randomUUID().toString().replace("-", "");
    private final Student student = new Student(server.baseUrl());

    @BeforeAll
    static void start() throws IOException {
        database = EmbeddedPostgres.start();
        first = FakeProvider.anthropic();
        first.when(HEALTHY, AnthropicReply.says("Fine."));
        first.when(CHECK, AnthropicReply.says("Ready."));
        second = new FakeProvider();
        second.when(CHECK, fails(401, "invalid_api_key"));
        second.when(HEALTHY, says("Fine."));
        server = PackagedServer.start(Map.ofEntries(
                Map.entry("SATBUDDY_PROVIDERS", "anthropic, openai, study-guide"),
                Map.entry("SATBUDDY_ANTHROPIC_BASE_URL", first.baseUrl()),
                Map.entry("SATBUDDY_ANTHROPIC_API_KEY", "key-of-the-first"),
                Map.entry("SATBUDDY_OPENAI_BASE_URL", second.baseUrl()),
                Map.entry("SATBUDDY_OPENAI_API_KEY", "key-of-the-second"),
                Map.entry("SATBUDDY_PROVIDER_CHECK_AT_START", "true"),
                Map.entry("SATBUDDY_PROVIDER_READ_TIMEOUT", "PT1S"),
                Map.entry("SATBUDDY_PROVIDER_DEADLINE", "PT2S"),
                Map.entry("SATBUDDY_RETRY_LATER_DELAY", "PT1S"),
                Map.entry("SATBUDDY_RETRY_LATER_MAX", "2"),
                Map.entry("SATBUDDY_TASK_PATIENCE", "PT15S"),
                Map.entry("SATBUDDY_LIMIT_ACTIVE_TASKS", "100"),
                Map.entry("SATBUDDY_LIMIT_REQUESTS_PER_MINUTE", "60000"),
                Map.entry("SATBUDDY_DB_URL", database.getJdbcUrl("postgres", "postgres")),
                Map.entry("SATBUDDY_DB_USER", "postgres"),
                Map.entry("SATBUDDY_DB_PASSWORD", "postgres")));
    }

    @AfterAll
    static void stop() throws IOException {
        server.stop();
        first.close();
        second.close();
        database.close();
    }

    /**
     * A test may leave an open breaker or a limit. Waits until the first provider is asked again. Two answers close a
     * breaker.
     */
    @BeforeEach
    void awaitTheFirst() {
        var answers = new AtomicInteger();
        await().atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .until(() -> isAnsweredByTheFirst() && answers.incrementAndGet() == 2);
    }

    private boolean isAnsweredByTheFirst() {
        String message = "{\"message\": \"" + HEALTHY + " " + UUID.randomUUID() + "\"}";
        JsonObject task =
                student.post("/ai/chat/message/", message, "Prefer", "wait=20").json();
        return task.getString("provider", "").equals("anthropic");
    }

    @Test
    void saysInTheLogWhichProvidersAnswered() {
        await().untilAsserted(() -> assertThat(server.entries())
                .anySatisfy(line -> assertThat(line).contains("anthropic, ", " answers."))
                .anySatisfy(line -> assertThat(line)
                        .contains("openai, ", " does not answer: status 401", "Check satbuddy.openai.api-key.")));
    }

    /** A finished task: the responses to all its polls, and its row. */
    private record Seen(List<JsonObject> polled, TaskRow row) {

        JsonObject last() {
            return polled.get(polled.size() - 1);
        }

        List<String> stages() {
            return polled.stream()
                    .filter(task -> task.containsKey("stage"))
                    .map(task -> task.getString("stage"))
                    .distinct()
                    .toList();
        }

        /** The poll that shows the task waiting for a retry. */
        JsonObject waiting() {
            return polled.stream()
                    .filter(task -> task.getString("stage", "").equals("waiting_for_retry"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Seen ask() {
        return see(student.ask("What is a slope? " + word));
    }

    private Seen askWithAPicture() {
        String image = student.upload(Student.picture(), "problem.png").json().getString("image_id");
        return see(student.post(
                "/ai/chat/message/",
                Json.createObjectBuilder()
                        .add("message", "What is a slope? " + word)
                        .add("images", Json.createArrayBuilder().add(image))
                        .build()
                        .toString()));
    }

    private Seen see(Student.ApiResponse accepted) {
        assertThat(accepted.status()).isEqualTo(202);
        List<JsonObject> polled = student.watch(accepted.taskId());
        return new Seen(polled, TaskRow.read(database.getPostgresDatabase(), accepted.taskId()));
    }

    private static void assertAnswered(Seen seen, String response, String provider, String model) {
        assertThat(seen.polled()).allSatisfy(task -> {
            assertThat(task.getBoolean("success")).isTrue();
            assertThat(task).doesNotContainKeys("error", "code");
            assertThat(task.toString()).doesNotContain("secret detail");
        });
        assertThat(seen.last().getString("status")).isEqualTo("completed");
        assertThat(seen.last().getString("response")).isEqualTo(response);
        assertThat(seen.last().getString("provider")).isEqualTo(provider);
        assertThat(seen.last().getString("model")).isEqualTo(model);
        assertThat(seen.row().state()).isEqualTo("COMPLETED");
        assertThat(seen.row().provider()).isEqualTo(provider);
        assertThat(seen.row().model()).isEqualTo(model);
    }

    private static void assertFailed(Seen seen, String code, String sentence) {
        assertThat(seen.last().getString("status")).isEqualTo("failed");
        assertThat(seen.last().getBoolean("success")).isFalse();
        assertThat(seen.last().getString("code")).isEqualTo(code);
        assertThat(seen.last().getString("error")).isEqualTo(sentence);
        assertThat(seen.last().toString()).doesNotContain("secret detail").doesNotContain("response");
        assertThat(seen.row().state()).isEqualTo("FAILED");
        assertThat(seen.row().code()).isEqualToIgnoringCase(code);
        assertThat(seen.row().trail()).doesNotContain("secret detail");
    }

    /** The second provider answered at once, without a wait. */
    private static void assertAnsweredByTheSecond(Seen seen, String failureOfTheFirst) {
        assertAnswered(seen, "From the second.", "openai", "stand-in-1");
        assertThat(seen.stages()).doesNotContain("waiting_for_retry");
        assertThat(seen.row().attempts()).isEqualTo(1);
        assertThat(seen.row().trail())
                .isEqualTo("attempt 1: anthropic: " + failureOfTheFirst + " > openai: answered by stand-in-1");
    }

    @Test
    void asksTheSecondWhenTheFirstRefusesConnections() {
        second.when(word, says("From the second."));
        first.goDown();
        try {
            assertAnsweredByTheSecond(ask(), "provider_unavailable");
        } finally {
            first.comeBack();
        }
    }

    @ParameterizedTest
    @CsvSource({"500, api_error", "529, overloaded_error"})
    void asksTheSecondWhenTheFirstFailsTwice(int status, String type) {
        first.when(word, AnthropicReply.fails(status, type));
        second.when(word, says("From the second."));

        assertAnsweredByTheSecond(ask(), "provider_unavailable");
        assertThat(first.calls(word)).isEqualTo(2);
    }

    @Test
    void asksAnOverloadedProviderWithRetryAfterOnlyOnce() {
        first.when(word, AnthropicReply.overloaded(6));
        second.when(word, says("From the second."));

        assertAnsweredByTheSecond(ask(), "provider_unavailable for 6 s");
        assertThat(first.calls(word)).isEqualTo(1);
    }

    /** The stream restarts: the text of the first provider is replaced by that of the second. */
    @Test
    void asksTheSecondWhenTheFirstBreaksOffInTheMiddle() throws IOException {
        first.when(word, AnthropicReply.breaksOffAfter("Half an ans"));
        second.when(word, says("From the second."));

        Student.ApiResponse accepted = student.ask("What is a slope? " + word);
        var told = new ArrayList<String>();
        var text = new StringBuilder();
        try (EventReader events = student.events(accepted.taskId(), null)) {
            for (EventReader.ReceivedEvent event = events.next(); event != null; event = events.next()) {
                told.add(event.name());
                if (event.name().equals("delta")) {
                    text.append(event.data().getString("text"));
                } else if (event.name().equals("restart")) {
                    assertThat("Half an ans").startsWith(text);
                    text.setLength(0);
                }
            }
        }

        assertThat(told).contains("restart").endsWith("delta", "done");
        assertThat(text).hasToString("From the second.");
        assertAnsweredByTheSecond(see(accepted), "provider_unavailable");
        assertThat(first.calls(word)).isEqualTo(2);
    }

    @Test
    void pausesAProviderThatKeepsFailing() {
        first.when(word, AnthropicReply.fails(500, "api_error"));
        second.when(word, says("From the second."));
        List<String> many = Stream.generate(() -> student.ask("Many " + word).taskId())
                .limit(12)
                .toList();
        assertThat(many)
                .allSatisfy(id ->
                        assertThat(student.outcome(id).getString("provider")).isEqualTo("openai"));

        // If the pause is already over, this call fails too, and the next pause begins.
        await().atMost(Duration.ofSeconds(30)).pollDelay(Duration.ZERO).untilAsserted(() -> {
            int calls = first.calls(word);
            assertAnsweredByTheSecond(ask(), "provider_unavailable, not called");
            assertThat(first.calls(word)).isEqualTo(calls);
        });
        awaitTheFirst();
    }

    @Test
    void staysWithTheFirstForAShortWait() {
        first.whenFirst(word, AnthropicReply.limited(1), AnthropicReply.says("From the first."));
        second.when(word, says("From the second."));

        Seen seen = ask();

        assertAnswered(seen, "From the first.", "anthropic", "stand-in-a");
        assertThat(seen.waiting().containsKey("retry_at")).isTrue();
        assertThat(seen.row().attempts()).isEqualTo(2);
        assertThat(seen.row().trail())
                .isEqualTo("attempt 1: anthropic: rate_limited for 1 s; attempt 2: anthropic: answered by stand-in-a");
        assertThat(second.calls(word)).isZero();
    }

    @Test
    void asksTheSecondWhenAShortWaitDidNotHelp() {
        first.when(word, AnthropicReply.limited(1));
        second.when(word, says("From the second."));

        Seen seen = ask();

        assertAnswered(seen, "From the second.", "openai", "stand-in-1");
        assertThat(seen.row().attempts()).isEqualTo(2);
        assertThat(seen.row().trail())
                .isEqualTo("attempt 1: anthropic: rate_limited for 1 s;"
                        + " attempt 2: anthropic: rate_limited for 1 s > openai: answered by stand-in-1");
    }

    @Test
    void asksTheSecondInsteadOfALongWait() {
        first.when(word, AnthropicReply.limited(6));
        second.when(word, says("From the second."));

        assertAnsweredByTheSecond(ask(), "rate_limited for 6 s");
        assertThat(first.calls(word)).isEqualTo(1);
    }

    @Test
    void waitsForTheEarliestWhenAllAreLimited() {
        first.when(word, AnthropicReply.limited(6));
        second.whenFirst(word, FakeProvider.limited(1), says("From the second."));

        Seen seen = ask();

        assertAnswered(seen, "From the second.", "openai", "stand-in-1");
        Instant created = Instant.parse(seen.waiting().getString("created_at"));
        assertThat(Instant.parse(seen.waiting().getString("retry_at")))
                .isBetween(created.plusSeconds(1), created.plusSeconds(6));
        assertThat(seen.row().attempts()).isEqualTo(2);
        assertThat(seen.row().trail())
                .matches(
                        "attempt 1: anthropic: rate_limited for 6 s > openai: rate_limited for 1 s;"
                                + " attempt 2: anthropic: rate_limited for \\d s(, not called)? > openai: answered by stand-in-1");
    }

    static Stream<Arguments> rejections() {
        return Stream.of(
                Arguments.of("bad key", AnthropicReply.fails(401, "authentication_error")),
                Arguments.of("no such model", AnthropicReply.fails(404, "not_found_error")),
                Arguments.of(
                        "no credit",
                        AnthropicReply.fails(400, "invalid_request_error", "Your credit balance is too low")),
                Arguments.of("month's budget spent", AnthropicReply.budgetUsedUp()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rejections")
    void asksTheSecondWhenTheFirstRejectsTheInstallation(String why, ResponseDefinitionBuilder rejection) {
        first.when(word, rejection);
        second.when(word, says("From the second."));

        assertAnsweredByTheSecond(ask(), "provider_rejected");
        assertThat(first.calls(word)).isEqualTo(1);
    }

    @Test
    void reportsThatNoKeyIsValid() {
        first.when(word, AnthropicReply.fails(401, "authentication_error"));
        second.when(word, fails(401, "invalid_api_key"));

        Seen seen = ask();

        assertFailed(
                seen, "provider_rejected", "The AI is not set up correctly. Please tell your school's administrator.");
        assertThat(seen.last().getBoolean("retryable")).isFalse();
        assertThat(seen.row().trail()).isEqualTo("attempt 1: anthropic: provider_rejected > openai: provider_rejected");
    }

    static Stream<Arguments> finalAnswers() {
        String filtered = "The answer was held back by a content filter. Try asking in a different way.";
        return Stream.of(
                Arguments.of(
                        "refused",
                        "The AI declined to answer this. Try asking in a different way.",
                        AnthropicReply.says("I will not.", "refusal")),
                Arguments.of(
                        "filtered",
                        filtered,
                        AnthropicReply.fails(
                                400, "invalid_request_error", "Output blocked by content filtering policy")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("finalAnswers")
    void doesNotAskTheSecondWhatTheFirstDeclines(String code, String sentence, ResponseDefinitionBuilder reply) {
        first.when(word, reply);
        second.when(word, says("From the second."));

        Seen seen = ask();

        assertFailed(seen, code, sentence);
        assertThat(seen.last().getBoolean("retryable")).isFalse();
        assertThat(seen.row().provider()).isEqualTo("anthropic");
        assertThat(seen.row().trail()).isEqualTo("attempt 1: anthropic: " + code);
        assertThat(first.calls(word)).isEqualTo(1);
        assertThat(second.calls(word)).isZero();
    }

    static Stream<Arguments> slowReplies() {
        int delay = (int) SLOW.toMillis();
        return Stream.of(
                Arguments.of("silent", AnthropicReply.says("Late.").withFixedDelay(delay)),
                Arguments.of("drips", AnthropicReply.says("Late.").withChunkedDribbleDelay(50, delay)));
    }

    /** Silence ends a call at the read timeout. A provider that keeps sending is cut off at the deadline. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("slowReplies")
    void asksTheSecondWhenTheFirstIsSlow(String how, ResponseDefinitionBuilder reply) {
        first.when(word, reply);
        second.when(word, says("From the second."));

        Seen seen = ask();

        assertAnsweredByTheSecond(seen, "timeout");
        assertThat(first.calls(word)).isEqualTo(1);
        Instant created = Instant.parse(seen.last().getString("created_at"));
        assertThat(Instant.parse(seen.last().getString("finished_at"))).isBefore(created.plus(SLOW));
    }

    @Test
    void asksTheStudyGuideWhenNoWaitIsAllowed() {
        first.when(word, AnthropicReply.limited(1));
        second.when(word, FakeProvider.limited(1));

        Seen seen = ask();

        assertAnswered(seen, seen.last().getString("response"), "study-guide", "embedded");
        assertThat(seen.last().getString("response")).containsIgnoringCase("study guide");
        assertThat(seen.stages()).contains("waiting_for_retry");
        assertThat(seen.row().attempts()).isEqualTo(3);
        assertThat(seen.row().trail()).isEqualTo(LIMITED_TO_THE_END + " > study-guide: answered by embedded");
    }

    @Test
    void doesNotAskTheStudyGuideAboutAPicture() {
        first.when(word, AnthropicReply.limited(1));
        second.when(word, FakeProvider.limited(1));

        Seen seen = askWithAPicture();

        assertFailed(seen, "rate_limited", "The AI is very busy right now. Please try again in a few minutes.");
        assertThat(seen.last().getBoolean("retryable")).isTrue();
        assertThat(seen.stages()).contains("waiting_for_retry");
        assertThat(seen.row().trail()).isEqualTo(LIMITED_TO_THE_END);
    }
}
