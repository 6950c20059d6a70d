package org.satbuddy.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.satbuddy.it.FakeProvider.says;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.satbuddy.attack.Attack;
import org.satbuddy.attack.Target;
import org.satbuddy.attack.Witness;

/** Whatever one student sends, the others are served. */
class AttackIT {

    private static FakeProvider provider;
    private static PackagedServer server;

    private final Student other = new Student(server.baseUrl());

    @BeforeAll
    static void start() {
        provider = new FakeProvider();
        server = PackagedServer.start(Map.of(
                "SATBUDDY_OPENAI_BASE_URL", provider.baseUrl(),
                "SATBUDDY_AUTH_MODES", "guest, class-pass",
                // One attacker may be many guests.
                "SATBUDDY_LIMIT_REQUESTS_PER_MINUTE", "60000",
                "SATBUDDY_LIMIT_ACTIVE_TASKS", "1000"));
        provider.when("[slow 30s]", says("At last.").withFixedDelay(5_000));
        provider.when("Served?", says("Served."));
    }

    @AfterAll
    static void stop() {
        server.stop();
        provider.close();
    }

    @AfterEach
    void servesAnotherStudent() {
        assertServesAnother();
    }

    private void assertServesAnother() {
        assertThat(other.get("/ai/ready").status()).isEqualTo(200);
        var task = other.ask("Served?");
        assertThat(task.status()).isEqualTo(202);
        assertThat(other.outcome(task.taskId()).getString("response")).isEqualTo("Served.");
    }

    /** A short form of what {@code scripts/attack} measures. */
    @ParameterizedTest
    @EnumSource(Attack.class)
    void servesAnotherStudentDuring(Attack attack) throws Exception {
        var target = target(Duration.ofSeconds(1));
        var witness = new Witness(target);
        try (witness) {
            witness.watch();
            attack.run(target);
        }

        assertThat(target.answers()).as("what the attacker got").isNotEmpty();
        assertThat(witness.requests()).isGreaterThan(5);
        // A crowded database may take longer than a submission waits for it, and pictures longer than an upload waits
        // for their decoder. The client is told so, and tries again.
        assertThat(witness.errors())
                .allSatisfy(error -> assertThat(error).matches("(?s)503 .*\"code\":\"(?:unavailable|busy)\".*"));
    }

    /** The server has 64 threads for requests. */
    @Test
    void keepsItsThreadsFromSlowSenders() throws IOException {
        var senders = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 100; i++) {
                senders.add(send("POST /ai/chat/message/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n"
                        + "Content-Type: application/json\r\n\r\n{"));
            }
            for (int i = 0; i < 30; i++) {
                senders.add(send("POST /ai/upload-image/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
                        + "Content-Type: multipart/form-data; boundary=x\r\n\r\n2\r\n--\r\n"));
            }

            assertServesAnother();
            assertThat(statusLine(senders.get(0))).startsWith("HTTP/1.1 408 ");
        } finally {
            for (Socket sender : senders) {
                sender.close();
            }
        }
    }

    /** Each holds a connection. A client that has too many waits has its answers at once. */
    @Test
    void countsLongPollsAsStreams() {
        provider.when("Held?", provider.held("Held?", says("Held.")));
        var student = new Student(server.baseUrl());
        String task = student.ask("Held?").taskId();
        var waiting = Executors.newFixedThreadPool(6);
        try {
            for (int i = 0; i < 6; i++) {
                waiting.submit(() -> {
                    // Again if the probe below has taken the place of this wait.
                    while (student.get("/ai/task/" + task + "/?wait=50")
                            .json()
                            .getString("status")
                            .equals("processing")) {
                        Thread.onSpinWait();
                    }
                });
            }

            await().atMost(Duration.ofSeconds(30)).until(() -> isAnsweredAtOnce(student, task));
            assertServesAnother();
        } finally {
            provider.release("Held?");
            waiting.shutdown();
        }
        assertThat(student.outcome(task).getString("response")).isEqualTo("Held.");
    }

    private static boolean isAnsweredAtOnce(Student student, String task) {
        long begun = System.nanoTime();
        return student.get("/ai/task/" + task + "/?wait=4")
                        .json()
                        .getString("status")
                        .equals("processing")
                && Duration.ofNanos(System.nanoTime() - begun).toSeconds() < 3;
    }

    /** Cookies are shared by all programs on a host, whatever their ports. */
    @Test
    void ignoresTheCookiesOfOtherPrograms() throws IOException {
        for (String cookie : List.of("other=caf\u00e9", "\u00e9=1; a=b", "a=\"\u00ff\u0080", "a={\"b\":1,\"c\":[2]}")) {
            try (Socket socket = send("GET /ai/conversations/ HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie
                    + "\r\nConnection: close\r\n\r\n")) {
                assertThat(statusLine(socket)).as(cookie).isEqualTo("HTTP/1.1 200 OK");
            }
        }
    }

    /** Most programs read a response only after they have sent everything. */
    @ParameterizedTest
    @CsvSource({
        "/ai/upload-image/, multipart/form-data; boundary=x, 6000000, 413",
        "/ai/chat/message/, application/json, 3000000, 413",
        "/nowhere, text/plain, 3000000, 405",
        "/ai/ready, text/plain, 3000000, 405",
    })
    void answersAClientThatSendsTooMuch(String path, String type, int length, int status) throws IOException {
        try (Socket socket = send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
                + "\r\nContent-Length: " + length + "\r\n\r\n")) {
            socket.getOutputStream()
                    .write(("{\"message\": \"" + "x".repeat(length))
                            .substring(0, length)
                            .getBytes(US_ASCII));
            assertThat(statusLine(socket)).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    /** Streams of HTTP/2 are not counted as connections. Browsers speak HTTP/2 over TLS only. */
    @Test
    void speaksNoHttp2InTheClear() throws IOException {
        try (Socket upgrade =
                send("GET /ai/ready HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                        + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n")) {
            assertThat(statusLine(upgrade)).isEqualTo("HTTP/1.1 200 OK");
        }
        try (Socket prior = send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")) {
            byte[] answer = prior.getInputStream().readNBytes(9);
            assertThat(answer.length == 0 || new String(answer, US_ASCII).startsWith("HTTP/1.1"))
                    .as("an HTTP/2 frame")
                    .isTrue();
        }
    }

    private static Socket send(String text) throws IOException {
        return target(Duration.ZERO).begin(text);
    }

    private static Target target(Duration length) {
        return new Target(URI.create(server.baseUrl()).getPort(), System.nanoTime() + length.toNanos());
    }

    private static String statusLine(Socket socket) throws IOException {
        var line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c >= 0 && c != '\r';
                c = socket.getInputStream().read()) {
            line.append((char) c);
        }
        return line.toString();
    }
}
