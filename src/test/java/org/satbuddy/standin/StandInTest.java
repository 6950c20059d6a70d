package org.satbuddy.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.standin.types.Json;

class StandInTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private StandIn standIn;

    @BeforeEach
    void start() throws IOException {
        standIn = StandIn.start();
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void answersAChatInThePublishedShape() throws Exception {
        HttpResponse<String> reply = chat("What is a slope?");

        assertThat(reply.statusCode()).isEqualTo(200);
        Map<?, ?> choice = (Map<?, ?>) ((List<?>) json(reply).get("choices")).get(0);
        assertThat(choice.get("finish_reason")).isEqualTo("stop");
        assertThat(((Map<?, ?>) choice.get("message")).get("content").toString())
                .contains("step by step");
        assertThat(json(reply)).containsKeys("id", "object", "created", "model", "usage");
    }

    @Test
    void answersAQuestionWhoseKeyIsRightInJsonMode() throws Exception {
        HttpResponse<String> reply = post("{\"model\":\"m\",\"response_format\":{\"type\":\"json_object\"},"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"A question as JSON\"}]}");

        Map<?, ?> question = (Map<?, ?>) Json.parse(content(reply));
        Map<?, ?> options = (Map<?, ?>) question.get("options");
        String key = (String) options.get(question.get("correct_answer"));
        assertThat((String) question.get("explanation")).contains("x = " + key + "\\)");
        assertThat(options.values()).doesNotHaveDuplicates();
    }

    @Test
    void countsTheImagesOfAMessage() throws Exception {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), "png", png);

        HttpResponse<String> reply = post(image(Base64.getEncoder().encodeToString(png.toByteArray())));

        assertThat(content(reply)).contains("Images seen: 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAA", "not base64!", "iVBORw0KGgo="})
    void refusesAnImageThatCannotBeDecoded(String base64) throws Exception {
        HttpResponse<String> reply = post(image(base64));

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(error(reply).get("code")).isEqualTo("invalid_image_format");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}                             | model",
                "{\"model\":\"m\"}                                                                  | messages",
                "{\"model\":\"m\",\"messages\":[]}                                                  | messages",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"top_k\":1} | top_k",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"tutor\",\"content\":\"a\"}]}            | messages[0].role",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\"}]}                               | messages[0].content",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":7}]}                 | messages[0].content",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"text\":\"a\"}]}                | messages[0].text",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"temperature\":3} | temperature",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"max_tokens\":1.5} | max_tokens",
            })
    void refusesWhatThePublishedTypesDoNotAllow(String body, String param) throws Exception {
        HttpResponse<String> reply = post(body);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(error(reply)).containsEntry("type", "invalid_request_error").containsEntry("param", param);
        assertThat(standIn.stats().refused()).isEqualTo(1);
    }

    @Test
    void refusesJsonModeWithoutTheWordJson() throws Exception {
        HttpResponse<String> reply = post("{\"model\":\"m\",\"response_format\":{\"type\":\"json_object\"},"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"A question\"}]}");

        assertThat(reply.statusCode()).isEqualTo(400);
    }

    @Test
    void answersA429OnceAndThenCorrectly() throws Exception {
        HttpResponse<String> first = chat("[429] [retry-after 7] What is a slope?");
        HttpResponse<String> second = chat("[429] [retry-after 7] What is a slope?");

        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(first.headers().firstValue("retry-after")).contains("7");
        assertThat(error(first).get("code")).isEqualTo("rate_limit_exceeded");
        assertThat(second.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"429 always,429", "quota,429", "500,500", "503,503", "529,529", "html,200", "redirect,302", "401,401"})
    void keepsMisbehavingAsDirected(String directive, int status) throws Exception {
        assertThat(chat("[" + directive + "] a").statusCode()).isEqualTo(status);
        assertThat(chat("[" + directive + "] a").statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"refusal,stop", "filter,content_filter", "length,length"})
    void finishesAsDirected(String directive, String finishReason) throws Exception {
        Map<?, ?> choice =
                (Map<?, ?>) ((List<?>) json(chat("[" + directive + "] a")).get("choices")).get(0);

        assertThat(choice.get("finish_reason")).isEqualTo(finishReason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "cut"})
    void breaksTheConnectionAsDirected(String directive) {
        assertThatThrownBy(() -> chat("[" + directive + "] a")).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hang", "hang after head", "drip"})
    void neverEndsAsDirected(String directive) {
        CompletableFuture<HttpResponse<String>> reply =
                client.sendAsync(request("[" + directive + "] a", Duration.ofSeconds(30)), BodyHandlers.ofString());

        awaitOneInFlight();
        assertThatThrownBy(() -> reply.orTimeout(300, TimeUnit.MILLISECONDS).join())
                .hasCauseInstanceOf(TimeoutException.class);
        assertThat(standIn.stats().inFlight()).isEqualTo(1);
    }

    @Test
    void noticesAClientThatLeaves() {
        CompletableFuture<HttpResponse<String>> reply =
                client.sendAsync(request("[hang] a", Duration.ofSeconds(30)), BodyHandlers.ofString());
        awaitOneInFlight();

        reply.cancel(true);

        await().until(() -> standIn.stats().left() == 1 && standIn.stats().inFlight() == 0);
    }

    private void awaitOneInFlight() {
        await().until(() -> standIn.stats().inFlight() == 1);
    }

    @Test
    void sendsAHundredMegabytesAsDirected() throws Exception {
        HttpResponse<Long> reply = client.send(request("[100mb] a", Duration.ofSeconds(60)), info -> {
            return HttpResponse.BodySubscribers.mapping(
                    HttpResponse.BodySubscribers.ofInputStream(), StandInTest::length);
        });

        assertThat(reply.body()).isEqualTo(100L << 20);
    }

    @Test
    void streamsToTheEnd() throws Exception {
        HttpResponse<String> reply =
                post("{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}");

        assertThat(reply.body())
                .contains("\"finish_reason\":\"stop\"", "\"usage\"")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void countsCallsByTask() throws Exception {
        chat("[task one] a");
        chat("[task one] [500] a");
        chat("[task two] a");

        assertThat(standIn.stats().tasks()).containsExactlyInAnyOrderEntriesOf(Map.of("one", 2, "two", 1));
        assertThat(standIn.stats().calls()).isEqualTo(3);
    }

    @Test
    void holdsAThousandCallsAtOnceAndReleasesThem() {
        standIn.hold();
        List<CompletableFuture<HttpResponse<String>>> replies = IntStream.range(0, 1000)
                .mapToObj(i -> client.sendAsync(request("call " + i, Duration.ofSeconds(60)), BodyHandlers.ofString()))
                .toList();
        await().atMost(Duration.ofSeconds(30)).until(() -> standIn.stats().inFlight() == 1000);

        standIn.release();

        assertThat(replies.stream().map(CompletableFuture::join)).allMatch(reply -> reply.statusCode() == 200);
        assertThat(standIn.stats().peak()).isEqualTo(1000);
    }

    @Test
    void enforcesARequestLimitAndReportsItWithEveryAnswer() throws Exception {
        standIn.close();
        standIn = StandIn.start(0, 0, "", new RateLimiter(2, 0));

        HttpResponse<String> first = chat("a");
        HttpResponse<String> second = chat("[500] a");
        HttpResponse<String> third = chat("a");

        assertThat(first.headers().firstValue("x-ratelimit-limit-requests")).contains("2");
        assertThat(first.headers().firstValue("x-ratelimit-remaining-requests")).contains("1");
        assertThat(second.statusCode()).isEqualTo(500);
        assertThat(second.headers().firstValue("x-ratelimit-remaining-requests"))
                .contains("0");
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(error(third)).containsEntry("type", "requests").containsEntry("code", "rate_limit_exceeded");
        assertThat(third.headers().firstValueAsLong("retry-after").orElseThrow())
                .isBetween(20L, 30L);
        assertThat(third.headers().firstValue("x-ratelimit-reset-requests")).isPresent();
        assertThat(standIn.stats().limited()).isEqualTo(1);
        assertThat(standIn.stats().calls()).isEqualTo(3);
    }

    @Test
    void countsTheLargestAnswerAgainstTheTokenLimit() throws Exception {
        standIn.close();
        standIn = StandIn.start(0, 0, "", new RateLimiter(0, 10_000));
        String bounded = "{\"model\":\"m\",\"stream\":true,\"max_completion_tokens\":8192,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}";

        HttpResponse<String> first = post(bounded);
        HttpResponse<String> second = post(bounded);

        assertThat(first.headers().firstValue("x-ratelimit-remaining-tokens")).contains("1808");
        assertThat(first.body()).endsWith("data: [DONE]\n\n");
        assertThat(error(second)).containsEntry("type", "tokens");
    }

    @Test
    void sendsNoLimitHeadersWithoutALimit() throws Exception {
        assertThat(chat("a").headers().map().keySet()).noneMatch(name -> name.startsWith("x-ratelimit"));
    }

    @Test
    void waitsAsLongAsDirected() throws Exception {
        long begun = System.nanoTime();

        chat("[slow 300ms] a");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    private HttpResponse<String> chat(String text) throws IOException, InterruptedException {
        return client.send(request(text, Duration.ofSeconds(30)), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return client.send(request(Duration.ofSeconds(30), body), BodyHandlers.ofString());
    }

    private HttpRequest request(String text, Duration timeout) {
        return request(
                timeout,
                Json.write(
                        Json.object("model", "m", "messages", List.of(Json.object("role", "user", "content", text)))));
    }

    private HttpRequest request(Duration timeout, String body) {
        return HttpRequest.newBuilder(URI.create(standIn.baseUrl() + "/chat/completions"))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static String image(String base64) {
        return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},"
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64," + base64 + "\"}}]}]}";
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(HttpResponse<String> reply) {
        return (Map<String, Object>) Json.parse(reply.body());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> error(HttpResponse<String> reply) {
        return (Map<String, Object>) json(reply).get("error");
    }

    private static String content(HttpResponse<String> reply) {
        Map<?, ?> choice = (Map<?, ?>) ((List<?>) json(reply).get("choices")).get(0);
        return (String) ((Map<?, ?>) choice.get("message")).get("content");
    }

    private static long length(InputStream body) {
        try (body) {
            return body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
