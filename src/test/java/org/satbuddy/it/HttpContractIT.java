package org.satbuddy.it;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.satbuddy.it.FakeProvider.fails;
import static org.satbuddy.it.FakeProvider.says;
import static org.satbuddy.it.FakeProvider.writes;

import com.github.tomakehurst.wiremock.http.Fault;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The HTTP contract of the packaged server, with a fake provider. Tests that meet a rate limit run last, since the
 * server slows its calls to that provider afterwards.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HttpContractIT {

    private static final int LAST = Integer.MAX_VALUE;

    private static final String QUESTION = Json.createObjectBuilder()
            .add("question", "If \\(2x = 6\\), what is \\(x\\)?")
            .add(
                    "options",
                    Json.createObjectBuilder()
                            .add("A", "1")
                            .add("B", "2")
                            .add("C", "3")
                            .add("D", "4"))
            .add("correct_answer", "C")
            .add("explanation", "Divide both sides by 2: \\(x = 3\\). The answer is C.")
            .add("difficulty", "easy")
            .add("type", "mcq")
            .build()
            .toString();

    private static FakeProvider provider;
    private static PackagedServer server;

    private final String word = "w" + UUID.randomUUID().toString().replace("-", "");
    private final Student student = new Student(server.baseUrl());

    @BeforeAll
    static void start() {
        provider = new FakeProvider();
        server = PackagedServer.start(Map.of(
                "SATBUDDY_OPENAI_BASE_URL", provider.baseUrl(),
                "SATBUDDY_OPENAI_API_KEY", "key-of-the-test",
                "SATBUDDY_RETRY_LATER_DELAY", "PT1S",
                "SATBUDDY_PROVIDER_READ_TIMEOUT", "PT2S",
                "SATBUDDY_PROVIDER_DEADLINE", "PT4S",
                "SATBUDDY_TASK_PATIENCE", "PT15S",
                "SATBUDDY_LIMIT_REQUESTS_PER_MINUTE", "60000"));
    }

    @AfterAll
    static void stop() {
        server.stop();
        provider.close();
    }

    @Test
    void startsWithoutAnError() {
        var whileStarting = server.entries().stream()
                .takeWhile(it -> !it.contains("WFLYSRV0025"))
                .toList();

        assertThat(whileStarting).isNotEmpty().noneMatch(it -> it.contains("\"level\":\"ERROR\""));
    }

    @Test
    void answersAChatMessage() {
        provider.when(word, says("A slope is rise over run."));

        var accepted = student.ask("What is a slope? " + word);

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.json().getBoolean("success")).isTrue();
        assertThat(accepted.json().getString("status")).isEqualTo("processing");
        assertThat(accepted.header("Location")).isEqualTo("/ai/task/" + accepted.taskId() + "/");
        assertThat(accepted.header("Retry-After")).isEqualTo("1");
        assertThat(accepted.header("Cache-Control")).isEqualTo("no-store");
        JsonObject done = student.outcome(accepted.taskId());
        assertThat(done.getString("status")).isEqualTo("completed");
        assertThat(done.getBoolean("success")).isTrue();
        assertThat(done.getString("response")).isEqualTo("A slope is rise over run.");
        assertThat(done.getString("provider")).isEqualTo("openai");
    }

    @Test
    void generatesAQuestion() {
        provider.when(word, says(QUESTION));

        var accepted = student.post(
                "/ai/generate-question/", "{\"topic\": \"linear equations " + word + "\", \"difficulty\": \"easy\"}");

        JsonObject question = student.outcome(accepted.taskId()).getJsonObject("question");
        assertThat(question.getString("correct_answer")).isEqualTo("C");
        assertThat(question.getJsonObject("options")).containsOnlyKeys("A", "B", "C", "D");
    }

    @Test
    void sendsUploadedImagesAndShowsThemOnlyToTheirOwner() {
        provider.when(word, says("I see a white square."));

        var uploaded = student.upload(Student.picture(), "../../problem.png");
        assertThat(uploaded.status()).isEqualTo(201);
        String image = uploaded.json().getString("image_id");
        assertThat(uploaded.json().getString("file_path")).isEqualTo(image);
        var accepted = student.post(
                "/ai/chat/message/", "{\"message\": \"Look " + word + "\", \"images\": [\"" + image + "\"]}");

        assertThat(student.outcome(accepted.taskId()).getString("response")).isEqualTo("I see a white square.");
        assertThat(provider.bodies(word)).singleElement().asString().contains("data:image/");
        assertThat(student.get("/ai/image/" + image).header("Content-Type")).startsWith("image/");
        var other = new Student(server.baseUrl());
        assertThat(other.get("/ai/image/" + image).status()).isEqualTo(404);
        var refused = other.post("/ai/chat/message/", "{\"message\": \"Look\", \"images\": [\"" + image + "\"]}");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.json().getString("code")).isEqualTo("unknown_image");
    }

    @Test
    void refusesUploadsThatAreNotImages() {
        assertThat(student.upload("<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(), "a.png")
                        .status())
                .isEqualTo(415);
        assertThat(student.upload(new byte[6 * 1024 * 1024], "big.png").status())
                .isEqualTo(413);
    }

    @Test
    @Order(LAST)
    void answersAfterA429AtTheNextAttempt() {
        provider.whenFirst(word, fails(429, "rate_limit_exceeded").withHeader("Retry-After", "1"), says("Here it is."));

        var accepted = student.ask("Busy? " + word);

        await().until(() -> {
            var task = student.get("/ai/task/" + accepted.taskId() + "/").json();
            return task.containsKey("stage") && task.getString("stage").equals("waiting_for_retry");
        });
        assertThat(student.outcome(accepted.taskId()).getString("response")).isEqualTo("Here it is.");
    }

    @Test
    @Order(LAST)
    void failsAsRateLimitedAfterThreeWaits() {
        provider.when(word, fails(429, "rate_limit_exceeded"));

        var failed = student.outcome(student.ask("Busy! " + word).taskId());

        assertThat(failed.getString("status")).isEqualTo("failed");
        assertThat(failed.getBoolean("success")).isFalse();
        assertThat(failed.getString("code")).isEqualTo("rate_limited");
        assertThat(failed.getBoolean("retryable")).isTrue();
        assertThat(provider.calls(word)).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "429, insufficient_quota, provider_rejected",
        "401, invalid_api_key, provider_rejected",
        "400, content_filter, filtered",
        "400, context_length_exceeded, too_long"
    })
    void failsAtOnceWhenARetryCannotHelp(int status, String error, String code) {
        provider.when(word, fails(status, error));

        var failed = student.outcome(student.ask("Hm " + word).taskId());

        assertThat(failed.getString("code")).isEqualTo(code);
        assertThat(failed.toString()).doesNotContain("secret detail");
        assertThat(provider.calls(word)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"length, too_long", "content_filter, filtered"})
    void failsOnABadFinishReason(String reason, String code) {
        provider.when(word, says("Half an ans", reason));

        assertThat(student.outcome(student.ask("Hm " + word).taskId()).getString("code"))
                .isEqualTo(code);
    }

    @Test
    void recoversFromA500WithAQuickRetry() {
        provider.whenFirst(word, fails(500, "server_error"), says("Mended."));

        assertThat(student.outcome(student.ask("Hm " + word).taskId()).getString("response"))
                .isEqualTo("Mended.");
    }

    @Test
    void recoversFromAResetConnection() {
        provider.whenFirst(word, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), says("Mended."));

        assertThat(student.outcome(student.ask("Hm " + word).taskId()).getString("response"))
                .isEqualTo("Mended.");
    }

    @Test
    void recoversFromGarbage() {
        provider.whenFirst(word, aResponse().withBody("gateway"), says("Mended."));

        assertThat(student.outcome(student.ask("Hm " + word).taskId()).getString("response"))
                .isEqualTo("Mended.");
    }

    @Test
    void recoversFromASilentProvider() {
        provider.whenFirst(word, says("late").withFixedDelay(8000), says("Mended."));

        assertThat(student.outcome(student.ask("Hm " + word).taskId()).getString("response"))
                .isEqualTo("Mended.");
    }

    /** The filter of a school sends redirects, and the next one would be the same. */
    @Test
    void followsNoRedirect() {
        provider.when(word, aResponse().withStatus(302).withHeader("Location", provider.baseUrl() + "/" + word));

        assertThat(student.outcome(student.ask("Hm " + word).taskId()).getString("code"))
                .isEqualTo("provider_rejected");
        assertThat(provider.callsTo("/v1/" + word)).isZero();
    }

    @Test
    void keepsTheShownTextWhenTimeRunsOut() {
        provider.when(word, writes(100, Duration.ofMillis(300)));

        JsonObject kept = student.outcome(student.ask("Hm " + word).taskId());

        assertThat(kept.getString("status")).isEqualTo("failed");
        // The breaker may open before the retries are used up.
        assertThat(kept.getString("code")).isIn("timeout", "provider_unavailable");
        assertThat(kept.getString("partial")).startsWith("word0 word1 ").doesNotContain("word99");
    }

    @Test
    void asksAgainForAQuestionThatFailsItsChecks() {
        provider.whenFirst(word, says(QUESTION.replace("\"3\"", "\"2\"")), says(QUESTION));

        var accepted = student.post("/ai/generate-question/", "{\"topic\": \"" + word + "\"}");

        assertThat(student.outcome(accepted.taskId()).getString("status")).isEqualTo("completed");
        assertThat(provider.calls(word)).isEqualTo(2);
    }

    @Test
    void continuesAConversation() {
        String later = "x" + word.substring(1);
        provider.when(word, says("First answer."));
        provider.when(later, says("Second answer."));
        var first = student.post("/ai/chat/message/", "{\"message\": \"Begin " + word + "\", \"context\": \"2+2=?\"}");
        student.outcome(first.taskId());
        String conversation = first.json().getString("conversation_id");

        var second = student.post(
                "/ai/chat/message/",
                "{\"message\": \"Go on " + later + "\", \"conversation_id\": \"" + conversation + "\"}");
        student.outcome(second.taskId());

        assertThat(provider.bodies(later)).singleElement().asString().contains(word, "2+2=?", "First answer.");
        var history = student.get("/ai/chat/history/?conversation_id=" + conversation)
                .json()
                .getJsonArray("history");
        assertThat(history).hasSize(4);
        assertThat(history.getJsonObject(0).getString("context")).isEqualTo("2+2=?");
        assertThat(new Student(server.baseUrl())
                        .get("/ai/chat/history/?conversation_id=" + conversation)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void keepsAQuestionInItsConversation() {
        String later = "x" + word.substring(1);
        provider.when(word, says("Rise over run."));
        provider.when(later, says(QUESTION));
        var chat = student.post("/ai/chat/message/", "{\"message\": \"Slope? " + word + "\", \"mode\": \"hint\"}");
        student.outcome(chat.taskId());
        String conversation = chat.json().getString("conversation_id");

        var questionRequest = student.post("/ai/generate-question/", questionRequest(later, conversation));
        JsonObject question = student.outcome(questionRequest.taskId());
        student.post("/ai/task/" + questionRequest.taskId() + "/rating", "{\"rating\": \"down\"}");

        assertThat(questionRequest.json().getString("conversation_id")).isEqualTo(conversation);
        var history = history(student, "?conversation_id=" + conversation);
        assertThat(history).hasSize(4);
        assertThat(history.getJsonObject(0).getString("mode")).isEqualTo("hint");
        assertThat(history.getJsonObject(1).getString("provider")).isEqualTo("openai");
        JsonObject asked = history.getJsonObject(2);
        assertThat(asked.getString("kind")).isEqualTo("question");
        assertThat(asked.getString("content")).isEqualTo(later);
        assertThat(asked.getString("status")).isEqualTo("completed");
        assertThat(asked.getJsonObject("request")).containsOnlyKeys("topic", "difficulty");
        JsonObject told = history.getJsonObject(3);
        assertThat(told.getString("task_id")).isEqualTo(questionRequest.taskId());
        assertThat(told.getJsonObject("question")).isEqualTo(question.getJsonObject("question"));
        assertThat(told.getString("content"))
                .isEqualTo(question.getJsonObject("question").getString("question"));
        assertThat(told.getString("rating")).isEqualTo("down");
        assertThat(history(student, "")).hasSize(2);
    }

    @Test
    void refusesAQuestionInTheConversationOfAnotherStudent() {
        provider.when(word, says("Mine."));
        var chat = student.ask("Mine " + word);
        student.outcome(chat.taskId());
        String conversation = chat.json().getString("conversation_id");
        var other = new Student(server.baseUrl());

        var theirs = other.post("/ai/generate-question/", questionRequest(word, conversation));
        var nobodys = other.post("/ai/generate-question/", questionRequest(word, "no-such-conversation"));

        assertThat(theirs.status()).isEqualTo(404);
        assertThat(theirs.json().getString("status")).isEqualTo("not_found");
        assertThat(theirs.json()).isEqualTo(nobodys.json());
        assertThat(other.get("/ai/conversations/").json().getJsonArray("conversations"))
                .isEmpty();
        assertThat(history(student, "?conversation_id=" + conversation)).hasSize(2);
    }

    @Test
    void comparesTheConversationOfAQuestionToo() {
        provider.when(word, says(QUESTION));
        var first = student.post("/ai/generate-question/", questionRequest(word, null), "Idempotency-Key", word);
        String conversation = first.json().getString("conversation_id");

        var same = student.post("/ai/generate-question/", questionRequest(word, null), "Idempotency-Key", word);
        var other =
                student.post("/ai/generate-question/", questionRequest(word, conversation), "Idempotency-Key", word);

        assertThat(same.taskId()).isEqualTo(first.taskId());
        assertThat(other.status()).isEqualTo(422);
        student.outcome(first.taskId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"7", "[]", "\"\\ud800\"", "\"12345678901234567890123456789012345678901234567890123456789012345\""
            })
    void refusesAnInvalidConversation(String conversation) {
        var refused = student.post(
                "/ai/generate-question/", "{\"topic\": \"slope\", \"conversation_id\": " + conversation + "}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("conversation_id");
    }

    /** @param conversation null to start a conversation */
    private static String questionRequest(String topic, String conversation) {
        var questionRequest = Json.createObjectBuilder().add("topic", topic).add("difficulty", "easy");
        if (conversation != null) {
            questionRequest.add("conversation_id", conversation);
        }
        return questionRequest.build().toString();
    }

    private static JsonArray history(Student student, String query) {
        return student.get("/ai/chat/history/" + query).json().getJsonArray("history");
    }

    @Test
    void cancelsWhileTheProviderThinks() {
        provider.when(word, says("too late").withFixedDelay(8000));
        String id = student.ask("Never mind " + word).taskId();
        await().until(() -> provider.calls(word) == 1);

        var cancelled = student.delete("/ai/task/" + id + "/");

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.json().getString("status")).isEqualTo("cancelled");
        assertThat(student.delete("/ai/task/" + id + "/").json().getString("code"))
                .isEqualTo("cancelled");
    }

    @Test
    void showsATaskOnlyToItsOwner() {
        provider.when(word, says("Yours."));
        String id = student.ask("Mine " + word).taskId();
        var other = new Student(server.baseUrl());

        for (var answer : new Student.ApiResponse[] {
            other.get("/ai/task/" + id + "/"),
            other.delete("/ai/task/" + id + "/"),
            other.post("/ai/task/" + id + "/cancel", ""),
            other.post("/ai/task/" + id + "/rating", "{\"rating\": \"up\"}"),
            other.get("/ai/task/no-such-task/")
        }) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().getString("status")).isEqualTo("not_found");
            assertThat(answer.json().getBoolean("success")).isFalse();
        }
        assertThat(student.outcome(id).getString("response")).isEqualTo("Yours.");
    }

    @Test
    void letsNobodyRenameOrDeleteAnothersConversation() {
        provider.when(word, says("Mine."));
        var accepted = student.ask("What is a slope? " + word);
        String path = "/ai/conversations/" + accepted.json().getString("conversation_id");
        var other = new Student(server.baseUrl());
        other.get("/ai/conversations/");

        assertThat(other.method("PATCH", path, "{\"title\": \"Theirs\"}").status())
                .isEqualTo(404);
        assertThat(other.delete(path).status()).isEqualTo(404);

        assertThat(student.get("/ai/conversations/").text()).contains(word).doesNotContain("Theirs");
        assertThat(student.outcome(accepted.taskId()).getString("response")).isEqualTo("Mine.");
    }

    @Test
    void sharesNoAnswersBetweenGuests() {
        provider.when(word, says("Rise over run."));

        for (int i = 0; i < 4; i++) {
            var guest = new Student(server.baseUrl());
            assertThat(guest.outcome(guest.ask("What is a slope? " + word).taskId()))
                    .doesNotContainKey("cached");
        }

        assertThat(provider.calls(word)).isEqualTo(4);
    }

    @Test
    void answersARepeatedKeyWithTheFirstTask() {
        provider.when(word, says("Once."));
        String body = "{\"message\": \"Twice " + word + "\"}";
        var first = student.post("/ai/chat/message/", body, "Idempotency-Key", word);

        var second = student.post("/ai/chat/message/", body, "Idempotency-Key", word);
        var other = student.post("/ai/chat/message/", "{\"message\": \"Other\"}", "Idempotency-Key", word);

        assertThat(second.taskId()).isEqualTo(first.taskId());
        assertThat(other.status()).isEqualTo(422);
        student.outcome(first.taskId());
        assertThat(provider.calls(word)).isEqualTo(1);
    }

    @Test
    void holdsTheRequestOfAClientThatPrefersToWait() {
        provider.when(word, says("Worth it.").withFixedDelay(300));

        var done = student.post(
                "/ai/chat/message/", "{\"message\": \"Wait " + word + "\"}", "Prefer", "respond-async, wait=10");

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.header("Preference-Applied")).isEqualTo("wait=10");
        assertThat(done.json().getString("response")).isEqualTo("Worth it.");
    }

    @Test
    void answersAnUnchangedTaskWith304() {
        provider.when(word, says("Same."));
        String id = student.ask("Same " + word).taskId();
        student.outcome(id);
        String tag = student.get("/ai/task/" + id + "/").header("ETag");

        assertThat(tag).startsWith("W/\"");
        assertThat(student.get("/ai/task/" + id + "/", "If-None-Match", tag).status())
                .isEqualTo(304);
    }

    @Test
    void doesNotWaitForNewsOfAFinalTask() {
        provider.when(word, says("Final."));
        String id = student.ask("Final " + word).taskId();
        student.outcome(id);
        String tag = student.get("/ai/task/" + id + "/").header("ETag");

        long begun = System.nanoTime();
        assertThat(student.get("/ai/task/" + id + "/?wait=50", "If-None-Match", tag)
                        .status())
                .isEqualTo(304);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(40));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b;q=zz", "a", ";;"})
    void refusesAnAcceptHeaderThatIsNone(String accept) {
        assertThat(student.get("/ai/conversations/", "Accept", accept).status()).isEqualTo(400);
    }

    @Test
    void letsAPollWaitForTheEnd() {
        provider.when(word, says("Patience.").withFixedDelay(700));
        String id = student.ask("Wait " + word).taskId();

        var done = student.get("/ai/task/" + id + "/?wait=20");

        assertThat(done.json().getString("status")).isEqualTo("completed");
    }

    @Test
    void limitsTheTasksOfOneStudent() {
        provider.when(word, says("slow").withFixedDelay(8000));
        for (int i = 0; i < 5; i++) {
            assertThat(student.ask("Number " + i + " " + word).status()).isEqualTo(202);
        }

        var refused = student.ask("One too many " + word);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().getString("code")).isEqualTo("too_many_active_tasks");
        assertThat(refused.header("Retry-After")).isNotNull();
        // Cancels the five calls. Otherwise they would time out, and the breaker would count them.
        student.delete("/ai/chat/history/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"message\": 7}|400",
                "{\"message\": \" \"}|400",
                "{}|400",
                "{\"message\": \"a\", \"images\": \"x\"}|400",
                "{\"message\": \"a\", \"mode\": \"shout\"}|400",
                "{\"message\": \"a\"|400",
                "[1]|400",
                "''|400"
            })
    void refusesBadInputAsAProblem(String body, int status) {
        var refused = student.post("/ai/chat/message/", body);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().getBoolean("success")).isFalse();
        assertThat(refused.json().getString("error")).isNotBlank();
        assertThat(refused.text()).doesNotContain("Exception").doesNotContain("jakarta");
    }

    @ParameterizedTest
    @ValueSource(strings = {"section", "domain", "skill", "difficulty", "type"})
    void refusesQuestionsOfUnknownKinds(String field) {
        var refused =
                student.post("/ai/generate-question/", "{\"topic\": \"slope\", \"" + field + "\": \"unheard-of\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo(field);
    }

    @Test
    void refusesWrongMethodsTypesAndSizes() {
        assertThat(student.get("/ai/chat/message/").status()).isEqualTo(405);
        assertThat(student.post("/ai/nowhere/", "{}").status()).isEqualTo(404);
        assertThat(student.post("/ai/chat/message/", "{\"message\": \"" + "x".repeat(17 * 1024) + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(student.post("/ai/chat/message/", "{\"message\": \"" + "x".repeat(2 * 1024 * 1024) + "\"}")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void listsTheAllowedMethodsOfATask() {
        provider.when(word, says("Here."));
        String task = "/ai/task/" + student.ask("Where? " + word).taskId();
        student.outcome(task.substring("/ai/task/".length()));

        assertThat(student.method("HEAD", task, null).header("ETag"))
                .isEqualTo(student.get(task).header("ETag"))
                .startsWith("W/");
        assertThat(student.method("OPTIONS", task, null).header("Allow"))
                .contains("GET")
                .contains("DELETE");
        var wrong = student.method("PUT", task + "/cancel/", "{}");
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.header("Allow")).contains("POST");
        assertThat(wrong.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(student.get(task + "/other").status()).isEqualTo(404);
        assertThat(student.method("POST", task + "/rating", "{\"rating\": \"sideways\"}")
                        .status())
                .isEqualTo(400);
        assertThat(student.get(task + "?wait=soon").status()).isEqualTo(400);
    }

    @Test
    void refusesOtherSitesAndProxiesInGuestMode() {
        assertThat(student.post("/ai/chat/message/", "{\"message\": \"hi\"}", "Sec-Fetch-Site", "cross-site")
                        .status())
                .isEqualTo(403);
        assertThat(student.post("/ai/chat/message/", "{\"message\": \"hi\"}", "Origin", "https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(student.get("/ai/chat/history/", "X-Forwarded-For", "10.0.0.1")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void servesThePageAndItsDescription() {
        var page = student.get("/ai/chat/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(student.get("/openapi").text()).contains("/ai/chat/message");
        assertThat(student.get("/ai/ready").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "es-MX, en;q=0.5 |                       | es | Enviar",
                "en-US, es;q=0.5 |                       | en | Send",
                "fr              |                       | en | Send",
                "-               |                       | en | Send",
                "en              | satbuddy_language=es  | es | Enviar",
                "es              | satbuddy_language=en  | en | Send",
                "es              | satbuddy_language=../ | es | Enviar"
            })
    void servesThePageInTheLanguageOfItsReader(String accepted, String cookie, String tag, String send) {
        String[] headers = cookie == null
                ? new String[] {"Accept-Language", accepted}
                : new String[] {"Accept-Language", accepted, "Cookie", cookie};

        var page = student.get("/ai/chat/", headers);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Language")).isEqualTo(tag);
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.text())
                .contains("<html lang=\"" + tag + "\"")
                .contains("class=\"primary\">" + send + "</button>")
                .doesNotContain("{{");
    }

    @Test
    void servesThePagesFilesUnderNamesThatChangeWithThem() throws IOException {
        String name = asset("chat.js");

        var plain = student.get(name);
        var packed = student.get(name, "Accept-Encoding", "gzip");

        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.header("Content-Type")).isEqualToIgnoringCase("text/javascript;charset=utf-8");
        assertThat(plain.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(plain.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(plain.header("Content-Encoding")).isNull();
        assertThat(plain.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(unpacked(packed)).isEqualTo(plain.response().body());
        assertThat(student.get(asset("icons/icon-180.png"), "Accept-Encoding", "gzip")
                        .header("Content-Type"))
                .isEqualTo("image/png");
    }

    @Test
    void servesCurrentFilesToAPageOfAnEarlierVersion() {
        var old = student.get("/assets/0123456789ab/chat.js");

        assertThat(old.status()).isEqualTo(200);
        assertThat(old.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(old.text()).isEqualTo(student.get(asset("chat.js")).text());
    }

    @Test
    void servesALibraryThatIsNoWebJar() {
        var script = student.get("/_static/dompurify/3.4.15/dist/purify.min.js");

        assertThat(script.status()).isEqualTo(200);
        assertThat(script.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(script.text()).contains("DOMPurify 3.4.15");
    }

    @Test
    void servesTheLibrariesOfThePage() throws IOException {
        var script = student.get("/webjars/katex/0.18.11/dist/katex.min.js", "Accept-Encoding", "gzip");
        var font = student.get("/webjars/katex/0.18.11/dist/fonts/KaTeX_Main-Regular.woff2");

        assertThat(script.status()).isEqualTo(200);
        assertThat(script.header("Content-Type")).isEqualToIgnoringCase("text/javascript;charset=utf-8");
        assertThat(script.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(script.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(new String(unpacked(script), UTF_8)).contains("katex");
        assertThat(font.status()).isEqualTo(200);
        assertThat(font.header("Content-Type")).isEqualTo("font/woff2");
        assertThat(font.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/0123456789ab/unheard-of.js",
                "/assets/chat.js",
                "/assets/",
                "/webjars/katex/0.18.11/dist/unheard-of.js",
                "/webjars/katex/0.18.11/package.json",
                "/webjars",
                "/_static/dompurify/3.4.15/package.json",
                "/_static/dompurify/3.4.15/LICENSE",
                "/_static",
                "/pages/chat.html",
                "/languages/en.json"
            })
    void refusesUnknownFilesAsAProblem(String path) {
        var refused = student.get(path);

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.header("Cache-Control")).isNull();
        assertThat(refused.json().getString("code")).isEqualTo("not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/WEB-INF/web.xml",
                "/WEB-INF/pages/chat.html",
                "/web-inf/web.xml",
                "//WEB-INF//web.xml",
                "/META-INF/MANIFEST.MF",
                "/webjars/../WEB-INF/web.xml",
                "/webjars/%2e%2e/WEB-INF/web.xml",
                "/webjars/%252e%252e/WEB-INF/web.xml",
                "/webjars/%c0%ae%c0%ae/WEB-INF/web.xml",
                "/webjars/..;/WEB-INF/web.xml",
                "/webjars/katex/0.18.11/..;/..;/..;/WEB-INF/languages/en.json",
                "/webjars/..\\WEB-INF\\web.xml",
                "/webjars/..%5cWEB-INF%5cweb.xml",
                "/webjars/..%2fWEB-INF%2fweb.xml",
                "/webjars//../WEB-INF/web.xml",
                "/_static/%2e%2e/WEB-INF/web.xml",
                "/assets/x/../../WEB-INF/web.xml",
                "/assets/x/%2e%2e/%2e%2e/WEB-INF/web.xml",
                "/assets/x/..%2f..%2fWEB-INF%2fweb.xml",
                "/assets/x//../../../WEB-INF/web.xml",
                "/assets/x/chat.js%00",
                "/assets/%",
                "/ai/chat/../../WEB-INF/web.xml"
            })
    void refusesToServeOtherFiles(String target) {
        assertThat(student.status(target)).isBetween(400, 499);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", ".a"})
    void refusesVeryLongNames(String part) {
        assertThat(student.status("/webjars/a/1/a" + part.repeat(7000) + "/x.js"))
                .isEqualTo(404);
        assertThat(student.status("/webjars/a/1/a" + part.repeat(7000) + ".js")).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "PROPFIND"})
    void allowsOnlyReadingThePageAndItsFiles(String method) {
        for (String path : List.of("/ai/chat/", asset("chat.js"), "/webjars/katex/0.18.11/dist/katex.min.js")) {
            var refused = student.method(method, path, "{}");

            assertThat(refused.status()).as(path).isEqualTo(405);
            assertThat(refused.header("Allow")).contains("GET").doesNotContain(method);
            assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(refused.json().getString("code")).isEqualTo("method_not_allowed");
        }
    }

    /** A method that HTTP does not define, at a path that does not exist. */
    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PROPFIND", "FUZZ"})
    void refusesAMethodWhereThereIsNothing(String method) {
        var refused = student.method(method, "/nothing", null);

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(refused.json().getString("code")).isEqualTo("method_not_allowed");
    }

    @Test
    void answersHeadForThePageAndItsFiles() {
        for (String path :
                List.of("/ai/chat/", asset("styles/theme.css"), "/webjars/katex/0.18.11/dist/katex.min.css")) {
            var head = student.method("HEAD", path, null);
            var whole = student.get(path);

            assertThat(head.status()).as(path).isEqualTo(200);
            assertThat(head.response().body()).isEmpty();
            for (String name : List.of("Content-Type", "Content-Length", "Cache-Control")) {
                assertThat(head.header(name)).as(name).isEqualTo(whole.header(name));
            }
        }
    }

    /** The address of an asset as the page links it. */
    private String asset(String name) {
        return student.get("/ai/chat/")
                .text()
                .replaceFirst("(?s).*(/assets/[0-9a-f]{12}/)styles/theme\\.css.*", "$1" + name);
    }

    private static byte[] unpacked(Student.ApiResponse answer) throws IOException {
        try (var gzip =
                new GZIPInputStream(new ByteArrayInputStream(answer.response().body()))) {
            return gzip.readAllBytes();
        }
    }

    @Test
    void deletesEverythingOnRequest() {
        provider.when(word, says("Forget me."));
        String id = student.ask("Forget " + word).taskId();
        student.outcome(id);

        assertThat(student.delete("/ai/chat/history/").status()).isBetween(200, 204);

        assertThat(student.get("/ai/task/" + id + "/").status()).isEqualTo(404);
    }
}
