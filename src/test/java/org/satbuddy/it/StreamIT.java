package org.satbuddy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.standin.StandIn;

/** Streams answers while they are written, on two nodes that share only a PostgreSQL database. */
class StreamIT {

    private static final int FOLLOWERS = 25;
    private static final int CUTS_EACH = 8;

    private static EmbeddedPostgres database;
    private static StandIn provider;
    private static PackagedServer one;
    private static PackagedServer two;

    private static final ExecutorService patience = Executors.newCachedThreadPool();
    private static List<CompletableFuture<List<JsonObject>>> sockets;
    private static CompletableFuture<List<JsonObject>> silence;

    private final Student student = new Student(one.baseUrl());

    @BeforeAll
    static void start() throws IOException {
        database = EmbeddedPostgres.start();
        provider = StandIn.start();
        one = PackagedServer.begin(environment("one"));
        two = PackagedServer.begin(environment("two"));
        one.awaitReady();
        two.awaitReady();
        beginSlowStreams();
    }

    private static Map<String, String> environment(String node) {
        return Map.of(
                "SATBUDDY_NODE", node,
                "SATBUDDY_DB_URL", database.getJdbcUrl("postgres", "postgres"),
                "SATBUDDY_DB_USER", "postgres",
                "SATBUDDY_DB_PASSWORD", "postgres",
                "SATBUDDY_OPENAI_BASE_URL", provider.baseUrl().toString(),
                "SATBUDDY_OPENAI_API_KEY", "key-of-the-test",
                "SATBUDDY_LIMIT_REQUESTS_PER_MINUTE", "60000",
                "SATBUDDY_LIMIT_ACTIVE_TASKS", "1000",
                "SATBUDDY_LIMIT_STREAMS", "100",
                "SATBUDDY_WEBSOCKET", Boolean.toString(node.equals("two")));
    }

    @AfterAll
    static void stop() throws IOException {
        patience.shutdownNow();
        two.stop();
        one.stop();
        provider.close();
        database.close();
    }

    @AfterEach
    void letTheProviderAnswer() {
        provider.release();
    }

    @Test
    void streamsTheSameFromBothNodes() throws Exception {
        String task = student.ask("[words 100] [pace 40ms]").taskId();

        var here = new ReconnectingReader(task, new Random(1));
        var there = new ReconnectingReader(task, new Random(2));
        var elsewhere = Executors.newSingleThreadExecutor();
        try {
            Future<JsonObject> done = elsewhere.submit(() -> there.readToTheEnd(two, 0));
            String response = here.readToTheEnd(one, 0).getString("response");

            assertThat(done.get().getString("response")).isEqualTo(response);
            assertThat(here.text()).isEqualTo(response);
            assertThat(there.text()).isEqualTo(response);
            assertThat(here.deltas()).isGreaterThan(3);
            assertThat(there.deltas()).isGreaterThan(3);
        } finally {
            elsewhere.shutdown();
        }
    }

    @Test
    void sendsTheEndUntilTheClientHasIt() throws Exception {
        String task = student.ask("[words 5]").taskId();
        var reader = new ReconnectingReader(task, new Random(3));
        reader.readPieces(one, 1);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> student.get("/ai/task/" + task + "/").json().getString("status"), "completed"::equals);

        JsonObject done = reader.readToTheEnd(two, 0);

        assertThat(reader.text()).isEqualTo(done.getString("response"));
        try (EventReader again = student.events(task, reader.lastEventId())) {
            assertThat(again.status()).isEqualTo(204);
        }
        try (EventReader first = student.events(task, null)) {
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.header("Content-Type")).startsWith("text/event-stream");
            assertThat(first.next().name()).isEqualTo("delta");
            assertThat(first.next().name()).isEqualTo("done");
            assertThat(first.next()).isNull();
        }
    }

    @Test
    void logsNoErrorWhenAStudentLeaves() throws Exception {
        String task = student.ask("[words 40] [pace 50ms]").taskId();
        for (int i = 0; i < 3; i++) {
            try (EventReader leaving = student.events(task, null)) {
                leaving.next();
            }
        }

        new ReconnectingReader(task, new Random(4)).readToTheEnd(one, 0);

        assertThat(one.entries()).noneMatch(it -> it.contains("UT005088"));
    }

    @Test
    void hidesTheEventsOfOtherStudents() throws Exception {
        String task = student.ask("[words 5]").taskId();

        try (EventReader other = new Student(one.baseUrl()).events(task, null)) {
            assertThat(other.status()).isEqualTo(404);
        }
    }

    @Test
    void showsThePartialAnswerToPolls() {
        int left = provider.stats().left();
        String task = student.ask("[words 400] [pace 50ms]").taskId();

        for (PackagedServer node : List.of(one, two)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> student.at(node)
                            .get("/ai/task/" + task + "/")
                            .json()
                            .containsKey("partial"));
        }
        JsonObject cancelled = student.at(two).delete("/ai/task/" + task + "/").json();
        assertThat(cancelled.getString("status")).isEqualTo("cancelled");
        assertThat(cancelled.getString("partial")).isNotEmpty();
        await().atMost(Duration.ofSeconds(5)).until(() -> provider.stats().left() > left);
    }

    @Test
    void sendsTheSameOverAWebSocketIfSwitchedOn() throws Exception {
        String task = student.ask("[words 40] [pace 20ms]").taskId();

        assertThat(student.at(one).get("/ai/task/" + task + "/ws").status()).isEqualTo(404);
        assertThat(student.at(two).get("/ai/task/" + task + "/ws").status()).isEqualTo(426);
        var text = new StringBuilder();
        List<JsonObject> events = student.at(two).socket(task);
        for (JsonObject event : events) {
            if (event.getString("event").equals("delta")) {
                text.append(event.getJsonObject("data").getString("text"));
                assertThat(event.getString("id")).endsWith("." + text.length());
            }
        }
        JsonObject done = events.get(events.size() - 1);
        assertThat(done.getString("event")).isEqualTo("done");
        assertThat(text).hasToString(done.getJsonObject("data").getString("response"));
    }

    /** The last case comes from a proxy that passes on {@code Upgrade} but not {@code Connection}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: Upgrade; Upgrade: foo; Sec-WebSocket-Version: 13; Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Connection: Upgrade; Upgrade: websocket; Sec-WebSocket-Version: 13",
                "Connection: Upgrade; Upgrade: websocket; Sec-WebSocket-Version: 12; Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Upgrade: websocket; Sec-WebSocket-Version: 13; Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
            })
    void opensNoWebSocketWithoutAHandshake(String headers) throws Exception {
        String task = student.ask("[slow 10s]").taskId();
        var all = Stream.concat(Stream.of(student.cookie()), Stream.of(headers.split("; ")));

        assertThat(student.at(two).status("/ai/task/" + task + "/ws", all.toArray(String[]::new)))
                .isEqualTo(426);
        student.delete("/ai/task/" + task + "/");
    }

    @Test
    void opensNoWebSocketForAnotherStudent() throws Exception {
        String task = student.ask("[slow 10s]").taskId();
        var other = new Student(two.baseUrl());
        other.get("/ai/conversations/");
        String[] handshake = {
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            other.cookie()
        };

        assertThat(other.status("/ai/task/" + task + "/ws", handshake)).isEqualTo(404);
        student.delete("/ai/task/" + task + "/");
    }

    /** Sends 200 MB of text, then 200 MB of binary data in a message without an end. The server's heap has 320 MB. */
    @Test
    void ignoresMessagesOnAWebSocket() {
        String task = student.ask("[slow 50s]").taskId();
        String text = "x".repeat(1 << 20);

        List<JsonObject> events = student.at(two).socket(task, socket -> {
            for (int megabytes = 0; megabytes < 200; megabytes++) {
                socket.sendText(text, false).join();
            }
            socket.sendText("", true).join();
            for (int megabytes = 0; megabytes < 200; megabytes++) {
                socket.sendBinary(ByteBuffer.allocate(1 << 20), false).join();
            }
            student.delete("/ai/task/" + task + "/");
        });

        assertThat(events.get(events.size() - 1).getString("event")).isEqualTo("done");
    }

    /** The server closes a connection that sends nothing for 15 s. Each socket here stays open for longer. */
    @Test
    void keepsAWebSocketOpenWithAndWithoutEvents() {
        for (CompletableFuture<List<JsonObject>> told : sockets) {
            List<JsonObject> all = told.join();
            assertThat(all.get(all.size() - 1).getString("event")).isEqualTo("done");
        }
    }

    /** The page gives a connection up after 20 s without an event. */
    @Test
    void repeatsTheStageOfASilentTask() {
        List<JsonObject> stages = silence.join();
        assertThat(stages).hasSizeGreaterThan(1);
        for (JsonObject stage : stages) {
            assertThat(stage.getInt("estimated_seconds")).isPositive();
        }
    }

    /** Begins what takes long, so that other tests run meanwhile. */
    private static void beginSlowStreams() {
        var patient = new Student(two.baseUrl());
        sockets = Stream.of(
                        "[slow 17s] [words 5]",
                        "[words 60] [pace 300ms]",
                        "[slow 8s] [cut once] [words 6] [pace 200ms]")
                .map(message -> patient.ask(message).taskId())
                .map(task -> CompletableFuture.supplyAsync(() -> patient.socket(task), patience))
                .toList();
        String task = patient.ask("[slow 13s] [words 5]").taskId();
        silence = CompletableFuture.supplyAsync(() -> stagesWhileGenerating(patient, task), patience);
    }

    private static List<JsonObject> stagesWhileGenerating(Student student, String task) {
        var stages = new ArrayList<JsonObject>();
        try (EventReader events = student.events(task, null)) {
            for (EventReader.ReceivedEvent event = events.next(); event != null; event = events.next()) {
                if (event.name().equals("stage")
                        && event.data().getString("stage").equals("generating")) {
                    stages.add(event.data());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stages;
    }

    @Test
    void limitsTheStreamsOfOneStudent() throws Exception {
        provider.hold();
        String task = student.ask("Hold the line").taskId();
        var open = new ArrayList<EventReader>();
        try {
            for (int i = 0; i < 100; i++) {
                open.add(student.events(task, null));
                assertThat(open.get(i).next().name()).isEqualTo("stage");
            }
            assertThat(student.get("/ai/task/" + task + "/events").status()).isEqualTo(429);
        } finally {
            for (EventReader events : open) {
                events.close();
            }
        }
        student.delete("/ai/task/" + task + "/");
    }

    @Test
    void streamsNoTextOfAQuestion() throws Exception {
        String task = student.post("/ai/generate-question/", "{\"topic\": \"circles\"}")
                .taskId();

        try (EventReader events = student.events(task, null)) {
            for (EventReader.ReceivedEvent event = events.next(); event != null; event = events.next()) {
                assertThat(event.name()).isIn("stage", "done");
            }
        }
    }

    @Test
    void withdrawsTextWhenAFilterStopsTheAnswer() throws Exception {
        provider.hold();
        String task = student.ask("[filter late] [words 40] [pace 20ms]").taskId();

        var names = new ArrayList<String>();
        try (EventReader events = student.events(task, null)) {
            names.add(events.next().name());
            provider.release();
            for (EventReader.ReceivedEvent event = events.next(); event != null; event = events.next()) {
                names.add(event.name());
            }
        }
        assertThat(names).contains("delta").endsWith("withdrawn", "done");
        assertThat(student.get("/ai/task/" + task + "/").json()).doesNotContainKey("partial");
    }

    /**
     * A hundred connections are cut at random and resumed on a random node. Half of the answers break off in the
     * middle and are written again with other words. One node is killed and restarted meanwhile.
     */
    @Test
    void resumesAfterAHundredCutsWithoutLossOrRepetition() throws Exception {
        var cuts = new AtomicInteger();
        var restarts = new AtomicInteger();
        var begun = new CountDownLatch(FOLLOWERS);
        ExecutorService followers = Executors.newFixedThreadPool(FOLLOWERS);
        try {
            var readers = new ArrayList<Future<ReconnectingReader>>();
            for (int i = 0; i < FOLLOWERS; i++) {
                String message = (i % 2 == 0 ? "" : "[cut once] ") + "[words 150] [pace 25ms] [task " + i + "]";
                PackagedServer asked = i % 3 == 0 ? two : one;
                String task = student.at(asked).ask(message).taskId();
                var reader = new ReconnectingReader(task, new Random(i));
                readers.add(followers.submit(() -> {
                    try {
                        reader.readPieces(one, 3);
                    } finally {
                        begun.countDown();
                    }
                    JsonObject done = reader.readToTheEnd(two, CUTS_EACH);
                    assertThat(reader.text()).isEqualTo(done.getString("response"));
                    return reader;
                }));
            }
            begun.await();
            one.kill9();
            one.restart();
            for (Future<ReconnectingReader> reader : readers) {
                cuts.addAndGet(reader.get().cuts());
                restarts.addAndGet(reader.get().restarts());
            }
        } finally {
            followers.shutdownNow();
        }

        assertThat(cuts.get()).isGreaterThanOrEqualTo(100);
        assertThat(restarts.get()).isGreaterThanOrEqualTo(FOLLOWERS / 3);
    }

    /** Reads an answer while it is written, loses the connection now and then, and resumes where it was. */
    private final class ReconnectingReader {

        private final String task;
        private final Random random;
        private final StringBuilder text = new StringBuilder();
        private String lastEventId;
        private JsonObject done;
        private int deltas;
        private int cuts;
        private int restarts;

        ReconnectingReader(String task, Random random) {
            this.task = task;
            this.random = random;
        }

        String text() {
            return text.toString();
        }

        String lastEventId() {
            return lastEventId;
        }

        int deltas() {
            return deltas;
        }

        int cuts() {
            return cuts;
        }

        int restarts() {
            return restarts;
        }

        /** @param wanted how often to cut the connection before reading to the end */
        JsonObject readToTheEnd(PackagedServer first, int wanted) {
            PackagedServer node = first;
            int left = wanted;
            while (done == null) {
                readPieces(node, left > 0 ? 1 + random.nextInt(3) : Integer.MAX_VALUE);
                left--;
                if (wanted > 0) {
                    node = random.nextBoolean() ? one : two;
                }
            }
            return done;
        }

        /** Reads at most this many deltas before the end, and closes the connection. */
        void readPieces(PackagedServer node, int most) {
            int before = deltas;
            try (EventReader events = student.at(node).events(task, lastEventId)) {
                assertThat(events.status())
                        .as("204, although the end has not been received")
                        .isNotEqualTo(204);
                EventReader.ReceivedEvent event = null;
                while (deltas - before < most && (event = events.next()) != null && done == null) {
                    take(event);
                }
            } catch (IOException | IllegalStateException e) {
                // The node is being killed or not up yet. The other node or the next try continues.
            }
            cuts += done == null && deltas > before ? 1 : 0;
        }

        private void take(EventReader.ReceivedEvent event) {
            if (event.id() != null) {
                lastEventId = event.id();
            }
            switch (event.name()) {
                case "delta" -> {
                    text.append(event.data().getString("text"));
                    deltas++;
                    assertThat(event.id()).endsWith("." + text.length());
                }
                case "restart" -> {
                    text.setLength(0);
                    restarts++;
                }
                case "done" -> done = event.data();
                default -> assertThat(event.name()).isEqualTo("stage");
            }
        }
    }
}
