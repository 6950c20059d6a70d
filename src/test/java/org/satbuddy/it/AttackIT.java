package org.satbuddy.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.satbuddy.it.FakeProvider.says;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever one student sends, the others are served. */
class AttackIT {

    private static FakeProvider provider;
    private static PackagedServer server;

    private final Student other = new Student(server.baseUrl());

    @BeforeAll
    static void start() {
        provider = new FakeProvider();
        server = PackagedServer.start(Map.of("SATBUDDY_OPENAI_BASE_URL", provider.baseUrl()));
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
                waiting.submit(() -> student.get("/ai/task/" + task + "/?wait=50"));
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

    /** Such a body is a hundred times as large in memory as in the network. */
    @Test
    void survivesManyLargeBodiesOfSmallObjects() throws Exception {
        String objects =
                IntStream.range(0, 80_000).mapToObj(i -> "\"" + i + "\":{}").collect(Collectors.joining(","));
        String body = "{\"message\": \"x\", " + objects + "}";

        var statuses = inParallel(
                128,
                () -> new Student(server.baseUrl())
                        .post("/ai/chat/message/", body)
                        .status());

        assertThat(statuses).isSubsetOf(400, 429, 503);
    }

    @Test
    void survivesManyLargePicturesAtOnce() throws Exception {
        byte[] picture = noise();
        var student = new Student(server.baseUrl());
        student.get("/ai/conversations/");

        var statuses = inParallel(10, () -> student.upload(picture, "noise.png").status());

        assertThat(statuses).isSubsetOf(201, 400, 413, 429, 503).contains(201);
    }

    @Test
    void readsALongLanguageHeaderInNoTime() throws Exception {
        String endless = String.join("-", Collections.nCopies(2_000, "aa"));

        long begun = System.nanoTime();
        var statuses = inParallel(
                32,
                () -> new Student(server.baseUrl())
                        .get("/ai/chat/", "Accept-Language", endless)
                        .status());

        assertThat(statuses).containsOnly(200);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
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
        URI address = URI.create(server.baseUrl());
        var socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return socket;
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

    private static <T> List<T> inParallel(int times, Callable<T> call) throws Exception {
        var pool = Executors.newFixedThreadPool(times);
        try {
            var results = new ArrayList<T>();
            for (Future<T> result : pool.invokeAll(Collections.nCopies(times, call))) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdown();
        }
    }

    /** A picture that cannot be compressed, of 4.9 MB. */
    private static byte[] noise() throws IOException {
        var image = new BufferedImage(1280, 1280, BufferedImage.TYPE_INT_RGB);
        var random = new Random(1);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
