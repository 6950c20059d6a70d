package org.satbuddy.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
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
import org.satbuddy.standin.RateLimiter;
import org.satbuddy.standin.StandIn;
import org.satbuddy.task.Answer;
import org.satbuddy.task.Progress;
import org.satbuddy.task.Turn;
import org.satbuddy.task.Unwatched;
import org.satbuddy.task.Usage;
import org.satbuddy.tutor.Prompt;

/**
 * Tests the handling of connections for any wire format, without the fault tolerance that the application server
 * puts around the adapter. {@link WireFormatsTest} tests the handling of replies.
 */
@Timeout(30)
class RemoteCallTest {

    private static final String PATH = "/v1/chat/completions";
    private static final String ANSWER = "{\"model\": \"small-1\", \"choices\": [{\"message\": {\"content\": \"Two.\"},"
            + " \"finish_reason\": \"stop\"}], \"usage\": {\"prompt_tokens\": 3, \"completion_tokens\": 2}}";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private final OpenAiCall call = new OpenAiCall();
    private final Governor governor = new Governor(System::nanoTime, Clock.systemUTC(), Duration.ofMinutes(1));
    private final Permit permit = (Permit) governor.ask(1, false);

    @AfterEach
    void close() {
        call.close();
    }

    private Answer.Completed call(Settings settings, Progress progress) throws CallFailed {
        open(settings);
        return call.complete(prompt(settings), progress, permit);
    }

    private void open(Settings settings) {
        call.settings = settings;
        call.clock = new SystemClock();
        call.open();
    }

    private Answer.Completed call() throws CallFailed {
        return call(settings(SERVER.baseUrl() + "/v1", Optional.of("sk-1")), new Unwatched());
    }

    private static Prompt prompt(Settings settings) {
        Instant deadline = Instant.now().plus(settings.providers().deadline());
        var message = new Prompt.Message(Turn.Role.USER, "1+1?", List.of());
        return new Prompt("Be kind.", List.of(message), null, null, deadline, false);
    }

    private static Settings settings(String baseUrl, Optional<String> key) {
        return settings(baseUrl, key, CallHarness.GENEROUS);
    }

    private static Settings settings(String baseUrl, Optional<String> key, CallHarness.TimeLimits limits) {
        var openai = new Settings.Endpoint(URI.create(baseUrl), key, "small-1", Optional.empty());
        return CallHarness.settings("openai", openai, limits);
    }

    private static void answers(ResponseDefinitionBuilder response) {
        SERVER.stubFor(post(urlEqualTo(PATH)).willReturn(response));
    }

    @Test
    void reportsTheLimitsInTheHeadersToTheGovernor() throws CallFailed {
        answers(okJson(ANSWER)
                .withHeader("x-ratelimit-limit-requests", "60")
                .withHeader("x-ratelimit-remaining-requests", "0")
                .withHeader("x-ratelimit-reset-requests", "1m0s"));

        call();

        assertThat(permit.isSent()).isTrue();
        assertThat(governor.ask(1, false)).isInstanceOf(Governor.Hold.class);
    }

    @Test
    void reportsTheLimitsOfARefusalToTheGovernorToo() {
        answers(aResponse()
                .withStatus(429)
                .withHeader("x-ratelimit-limit-requests", "60")
                .withHeader("x-ratelimit-remaining-requests", "0"));

        assertThatThrownBy(this::call).isInstanceOf(RetryLater.class);

        assertThat(governor.ask(1, false)).isInstanceOf(Governor.Hold.class);
    }

    @Test
    void isNeverRefusedByAProviderThatReportsItsLimit() throws IOException {
        try (StandIn provider = StandIn.start(0, 0, "", new RateLimiter(10, 0))) {
            Settings settings = settings(provider.baseUrl().toString(), Optional.empty());
            open(settings);
            var governed =
                    new RemoteProvider(call, new Governor(System::nanoTime, Clock.systemUTC(), Duration.ofMinutes(1)));

            List<Answer> outcomes = Stream.generate(() -> governed.ask(prompt(settings), new Unwatched()))
                    .limit(20)
                    .toList();

            assertThat(outcomes.subList(0, 9)).allMatch(Answer.Completed.class::isInstance);
            assertThat(outcomes).filteredOn(Answer.TryLater.class::isInstance).isNotEmpty();
            assertThat(provider.stats().limited()).isZero();
            assertThat(provider.stats().calls())
                    .isEqualTo(outcomes.stream()
                            .filter(Answer.Completed.class::isInstance)
                            .count());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) {
        answers(aResponse().withStatus(status).withHeader("Location", SERVER.baseUrl() + "/elsewhere"));
        SERVER.stubFor(any(urlEqualTo("/elsewhere")).willReturn(okJson(ANSWER)));

        assertThatThrownBy(this::call).isInstanceOf(Terminal.class);
        SERVER.verify(0, anyRequestedFor(urlEqualTo("/elsewhere")));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void treatsABrokenConnectionAsAPassingFault(Fault fault) {
        answers(aResponse().withFault(fault));

        assertThatThrownBy(this::call).isInstanceOf(RetrySoon.class);
        SERVER.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void treatsARefusedConnectionAsAPassingFault() throws IOException {
        int nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        Settings settings = settings("http://127.0.0.1:" + nobody + "/v1", Optional.empty());

        assertThatThrownBy(() -> call(settings, new Unwatched())).isInstanceOf(RetrySoon.class);
    }

    @Test
    void sendsNothingOnceStopped() {
        answers(okJson(ANSWER));

        assertThatThrownBy(() -> call(settings(SERVER.baseUrl() + "/v1", Optional.empty()), new Stopped()))
                .isInstanceOf(Terminal.class);
        assertThat(permit.isSent()).isFalse();
        SERVER.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void cutsTheConnectionAtOnceWhenTheTaskIsStopped() throws Exception {
        try (var server = new EndlessServer()) {
            var progress = new Cancellable();
            Settings settings = settings(server.baseUrl(), Optional.empty());
            var calling = CompletableFuture.supplyAsync(() -> failure(settings, progress));
            server.called.get(20, TimeUnit.SECONDS);

            progress.cancel();

            assertThat(calling.get(5, TimeUnit.SECONDS)).isInstanceOf(Terminal.class);
            assertThat(progress.spent.inputTokens()).isPositive();
            assertThat(server.cut.get(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Throwable failure(Settings settings, Progress progress) {
        try {
            call(settings, progress);
            return null;
        } catch (CallFailed e) {
            return e;
        }
    }

    @Test
    void cutsTheConnectionOfAnAbandonedReply() throws Exception {
        try (var server = new EndlessServer()) {
            Settings settings = settings(server.baseUrl(), Optional.empty(), CallHarness.SHORT);

            assertThatThrownBy(() -> call(settings, new Unwatched())).isInstanceOf(TimedOut.class);

            assertThat(server.cut.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Sends an endless body, a byte at a time, and notices when the client closes the connection. */
    private static final class EndlessServer implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        final CompletableFuture<Boolean> called = new CompletableFuture<>();
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
                called.complete(true);
                while (true) {
                    out.write(' ');
                    out.flush();
                    pause(caller);
                }
            } catch (IOException e) {
                cut.complete(true);
            }
        }

        /** Waits on the socket. The read also detects that the connection was closed. */
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

    private static final class Stopped extends Unwatched {
        @Override
        public boolean stopped() {
            return true;
        }
    }

    @Test
    void chargesWhatTheProviderCounted() throws CallFailed {
        answers(okJson(ANSWER));
        var progress = new Cancellable();

        call(settings(SERVER.baseUrl() + "/v1", Optional.empty()), progress);

        assertThat(progress.spent).isEqualTo(new Usage(3, 2));
    }

    @Test
    void chargesAnEstimateForAReplyThatBrokeOff() {
        answers(aResponse()
                .withHeader("Content-Type", "text/event-stream")
                .withBody("data: {\"choices\": [{\"delta\": {\"content\": \"" + "word ".repeat(80) + "\"}}]}\n\n"));
        var progress = new Cancellable();

        assertThat(failure(settings(SERVER.baseUrl() + "/v1", Optional.empty()), progress))
                .isInstanceOf(RetrySoon.class);

        assertThat(progress.spent).isEqualTo(new Usage(3, 100));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 429, 500, 503})
    void chargesNothingForARefusal(int status) {
        answers(aResponse().withStatus(status));
        var progress = new Cancellable();

        assertThat(failure(settings(SERVER.baseUrl() + "/v1", Optional.empty()), progress))
                .isInstanceOf(CallFailed.class);

        assertThat(progress.spent).isEqualTo(Usage.NONE);
    }

    private static final class Cancellable extends Unwatched {

        private volatile Usage spent = Usage.NONE;

        private final AtomicBoolean stopped = new AtomicBoolean();
        private final List<Runnable> onStop = new CopyOnWriteArrayList<>();

        @Override
        public boolean stopped() {
            return stopped.get();
        }

        @Override
        public void onStop(Runnable action) {
            onStop.add(action);
        }

        @Override
        public void spent(Usage usage) {
            spent = spent.plus(usage);
        }

        void cancel() {
            stopped.set(true);
            onStop.forEach(Runnable::run);
        }
    }
}
