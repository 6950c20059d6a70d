package org.satbuddy.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.config.Settings;
import org.satbuddy.provider.CallFailed.RetryLater;
import org.satbuddy.provider.CallFailed.RetrySoon;
import org.satbuddy.provider.CallFailed.Terminal;
import org.satbuddy.provider.CallFailed.TimedOut;
import org.satbuddy.task.DatabaseClock;
import org.satbuddy.task.Progress;
import org.satbuddy.task.Stage;
import org.satbuddy.task.Turn;
import org.satbuddy.task.Usage;
import org.satbuddy.tutor.Outcome;
import org.satbuddy.tutor.Prompt;

/** The adapter over real HTTP, without the fault tolerance that the server puts around it. */
@Timeout(30)
class OpenAiCallTest {

    private static final String PATH = "/v1/chat/completions";
    private static final String ANSWER = "{\"model\": \"small-1\", \"choices\": [{\"message\": {\"content\": \"Two.\"},"
            + " \"finish_reason\": \"stop\"}], \"usage\": {\"prompt_tokens\": 3, \"completion_tokens\": 2}}";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private OpenAiClients clients;

    @AfterEach
    void close() {
        clients.close();
        timer.shutdownNow();
    }

    private Outcome.Replied call(Settings settings, Progress progress) throws CallFailed {
        clients = new OpenAiClients(settings, timer);
        return new OpenAiCall(settings, clients, new SystemClock())
                .complete(prompt(settings), progress, new AtomicBoolean());
    }

    private Outcome.Replied call() throws CallFailed {
        return call(settings(SERVER.baseUrl() + "/v1", Optional.of("sk-1")), new Unhurried());
    }

    private static Prompt prompt(Settings settings) {
        Instant deadline = Instant.now().plus(settings.providers().deadline());
        var message = new Prompt.Message(Turn.Role.USER, "1+1?", List.of());
        return new Prompt("Be kind.", List.of(message), Prompt.Format.MARKDOWN, null, deadline, false);
    }

    private static Settings settings(String baseUrl, Optional<String> key) {
        return settings(baseUrl, key, Duration.ofSeconds(3));
    }

    private static Settings settings(String baseUrl, Optional<String> key, Duration deadline) {
        var openai = new Settings.Endpoint(URI.create(baseUrl), key, "small-1");
        var providers = new Settings.Providers(
                List.of("openai"), Duration.ofSeconds(1), deadline.minusSeconds(1), deadline, 1, openai);
        var tasks = new Settings.Tasks(Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofSeconds(1), 3, 4, 5, 3);
        return new Settings(tasks, null, providers, Optional.empty(), Optional.empty(), "guest", Optional.empty());
    }

    private static void answers(ResponseDefinitionBuilder response) {
        SERVER.stubFor(post(urlEqualTo(PATH)).willReturn(response));
    }

    @Test
    void asksAndIsAnswered() throws CallFailed {
        answers(okJson(ANSWER));

        assertThat(call()).isEqualTo(new Outcome.Replied("Two.", "openai", "small-1", new Usage(3, 2)));
        SERVER.verify(postRequestedFor(urlEqualTo(PATH))
                .withHeader("Authorization", equalTo("Bearer sk-1"))
                .withHeader("Content-Type", equalTo("application/json"))
                .withRequestBody(equalToJson(
                        "{\"model\": \"small-1\", \"messages\": [{\"role\": \"system\", \"content\": \"Be kind.\"},"
                                + "{\"role\": \"user\", \"content\": \"1+1?\"}]}",
                        true,
                        true)));
    }

    @Test
    void sendsNoKeyWhereThereIsNone() throws CallFailed {
        answers(okJson(ANSWER));

        call(settings(SERVER.baseUrl() + "/v1/", Optional.empty()), new Unhurried());

        SERVER.verify(postRequestedFor(urlEqualTo(PATH)).withoutHeader("Authorization"));
    }

    @Test
    void readsTheHeadersOfAnError() {
        answers(aResponse()
                .withStatus(429)
                .withHeader("retry-after", "11")
                .withBody("{\"error\": {\"code\": \"rate_limit_exceeded\"}}"));

        assertThatThrownBy(this::call)
                .isInstanceOfSatisfying(
                        RetryLater.class, later -> assertThat(later.after()).isEqualTo(Duration.ofSeconds(11)));
    }

    @Test
    void tellsAnErrorInsideA200() {
        answers(okJson("{\"error\": {\"code\": 401, \"message\": \"no\"}}"));

        assertThatThrownBy(this::call).isInstanceOf(Terminal.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) {
        answers(aResponse().withStatus(status).withHeader("Location", SERVER.baseUrl() + "/elsewhere"));
        SERVER.stubFor(any(urlEqualTo("/elsewhere")).willReturn(okJson(ANSWER)));

        assertThatThrownBy(this::call).isInstanceOf(RetrySoon.class);
        SERVER.verify(0, anyRequestedFor(urlEqualTo("/elsewhere")));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void takesABrokenConnectionForAPassingFault(Fault fault) {
        answers(aResponse().withFault(fault));

        assertThatThrownBy(this::call).isInstanceOf(RetrySoon.class);
        SERVER.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void takesARefusedConnectionForAPassingFault() throws IOException {
        int nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        Settings settings = settings("http://127.0.0.1:" + nobody + "/v1", Optional.empty());

        assertThatThrownBy(() -> call(settings, new Unhurried())).isInstanceOf(RetrySoon.class);
    }

    @Test
    void givesUpASilentServer() {
        answers(okJson(ANSWER).withFixedDelay(3_000));

        assertThatThrownBy(this::call).isInstanceOf(TimedOut.class);
    }

    @Test
    void givesUpAReplyThatDripsPastTheDeadline() {
        answers(okJson(ANSWER).withChunkedDribbleDelay(20, 10_000));

        long began = System.nanoTime();
        assertThatThrownBy(this::call).isInstanceOf(TimedOut.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void readsNoMoreThanTwoMegabytes() {
        answers(aResponse().withBody(new byte[3 << 20]));
        Settings patient = settings(SERVER.baseUrl() + "/v1", Optional.empty(), Duration.ofSeconds(20));

        assertThatThrownBy(() -> call(patient, new Unhurried()))
                .isInstanceOf(RetrySoon.class)
                .hasMessageContaining("bytes");
    }

    @Test
    void asksNobodyOnceStopped() {
        answers(okJson(ANSWER));

        assertThatThrownBy(() -> call(settings(SERVER.baseUrl() + "/v1", Optional.empty()), new Stopped()))
                .isInstanceOf(Terminal.class);
        SERVER.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void callsOnWithAnotherClientAfterAnAbandonedReply() {
        clients = new OpenAiClients(settings(SERVER.baseUrl(), Optional.empty()), timer);
        OpenAiApi before = clients.current();

        clients.abandon(before, null);

        assertThat(clients.current()).isNotSameAs(before).isSameAs(clients.current());
    }

    @Test
    void cutsTheConnectionOfAnAbandonedReply() throws Exception {
        try (var server = new EndlessServer()) {
            Settings settings = settings(server.baseUrl(), Optional.empty());

            assertThatThrownBy(() -> call(settings, new Unhurried())).isInstanceOf(TimedOut.class);

            assertThat(server.cut.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Sends a body that never ends, a byte at a time, and notices when the other side hangs up. */
    private static final class EndlessServer implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        final CompletableFuture<Boolean> cut = new CompletableFuture<>();

        EndlessServer() throws IOException {
            var thread = new Thread(this::serve, "endless");
            thread.setDaemon(true);
            thread.start();
        }

        String baseUrl() {
            return "http://127.0.0.1:" + socket.getLocalPort() + "/v1";
        }

        private void serve() {
            try (Socket caller = socket.accept();
                    OutputStream out = caller.getOutputStream()) {
                caller.setSoTimeout(50);
                out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n"
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                while (true) {
                    out.write(' ');
                    out.flush();
                    pause(caller);
                }
            } catch (IOException e) {
                cut.complete(true);
            }
        }

        /** Waits on the socket, which also tells when it is closed. */
        private static void pause(Socket caller) throws IOException {
            try {
                caller.getInputStream().read();
            } catch (java.net.SocketTimeoutException stillThere) {
                return;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static final class SystemClock extends DatabaseClock {
        SystemClock() {
            super(null);
        }

        @Override
        public long millis() {
            return System.currentTimeMillis();
        }
    }

    private static class Unhurried implements Progress {
        @Override
        public void stage(Stage stage) {}

        @Override
        public boolean stopped() {
            return false;
        }

        @Override
        public void onStop(Runnable action) {}
    }

    private static final class Stopped extends Unhurried {
        @Override
        public boolean stopped() {
            return true;
        }
    }
}
