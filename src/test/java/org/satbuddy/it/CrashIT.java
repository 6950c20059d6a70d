package org.satbuddy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.satbuddy.it.FakeProvider.fails;
import static org.satbuddy.it.FakeProvider.says;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Accepted tasks survive every way in which the server can end. */
class CrashIT {

    private static final int IN_FLIGHT = 30;

    private final AtomicInteger opened = new AtomicInteger();
    private static FakeProvider provider;
    private static PackagedServer server;

    @BeforeAll
    static void start() {
        provider = new FakeProvider();
        server = PackagedServer.start(Map.of(
                "SATBUDDY_OPENAI_BASE_URL", provider.baseUrl(),
                "SATBUDDY_LIMIT_REQUESTS_PER_MINUTE", "60000",
                "SATBUDDY_LIMIT_ACTIVE_TASKS", "100"));
    }

    @AfterAll
    static void stop() {
        server.stop();
        provider.close();
    }

    @Test
    void losesNothingWhenKilledWithCallsInFlight() {
        provider.when("killed", says("Answered after all.").withFixedDelay(3000));
        var student = new Student(server.baseUrl());
        List<String> ids = submit(student, "killed");
        await().atMost(Duration.ofSeconds(20)).until(() -> provider.calls("killed") == IN_FLIGHT);

        server.killJvm();
        server.awaitReady(2);

        assertAllAnsweredOnce(student, ids);
    }

    @Test
    void answersQueuedTasksAfterARestart() {
        provider.when("restarted", says("Answered after all.").withFixedDelay(200));
        var student = new Student(server.baseUrl());
        List<String> ids = submit(student, "restarted");

        server.stop();
        server.restart();

        assertAllAnsweredOnce(student, ids);
    }

    @Test
    void finishesRunningTasksAndClosesOpenStreamsWhenItStops() throws Exception {
        provider.when("long-answer", says("Just in time.").withFixedDelay(8000));
        provider.when("no-answer", fails(429, "rate_limit_exceeded").withHeader("Retry-After", "60"));
        var student = new Student(server.baseUrl());
        // The 429 comes second, because the server holds further calls back after a Retry-After.
        String answered = student.ask("long-answer").taskId();
        await().atMost(Duration.ofSeconds(20)).until(() -> provider.calls("long-answer") == 1);
        String waiting = student.ask("no-answer").taskId();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> student.get("/ai/task/" + waiting + "/").json().containsKey("retry_at"));
        var ends = new LinkedBlockingQueue<String>();
        var followers = Executors.newFixedThreadPool(2);
        try {
            followers.submit(() -> ends.add("waiting: " + lastEvent(student, waiting)));
            followers.submit(() -> ends.add("answered: " + lastEvent(student, answered)));
            await().atMost(Duration.ofSeconds(10)).until(() -> opened.get() == 2);

            server.stop();

            assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("waiting: stage");
            assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("answered: done");
        } finally {
            followers.shutdown();
        }
        // Another refusal would make the server hold back the calls of the tests after this one.
        provider.when("no-answer", says("In the end."));
        server.restart();
        assertThat(student.outcome(answered).getString("response")).isEqualTo("Just in time.");
        assertThat(provider.calls("long-answer")).isEqualTo(1);
    }

    /** Searches every file of the server, as somebody who finds a discarded disk would. */
    @Test
    void leavesNothingOfDeletedTextOnDisk() {
        provider.when("canary-answer", says("The canary-answer sings."));
        var student = new Student(server.baseUrl());
        student.outcome(student.ask("canary-question canary-answer").taskId());
        assertThat(server.filesWith("canary")).isNotEmpty();

        student.delete("/ai/chat/history/");

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(server.filesWith("canary")).isEmpty());
    }

    @Test
    void keepsItsFilesFromOtherUsersOfTheMachine() {
        assertThat(server.filesOpenToOthers()).isEmpty();
    }

    private String lastEvent(Student student, String task) throws IOException {
        String last = null;
        try (EventReader events = student.events(task, null)) {
            for (EventReader.ReceivedEvent event = events.next(); event != null; event = events.next()) {
                if (last == null) {
                    opened.incrementAndGet();
                }
                last = event.name();
            }
        }
        return last;
    }

    private static List<String> submit(Student student, String word) {
        var ids = new ArrayList<String>();
        for (int i = 0; i < IN_FLIGHT; i++) {
            var accepted = student.ask(word + " " + i);
            assertThat(accepted.status()).isEqualTo(202);
            ids.add(accepted.taskId());
        }
        return ids;
    }

    private static void assertAllAnsweredOnce(Student student, List<String> ids) {
        for (String id : ids) {
            JsonObject done = student.outcome(id);
            assertThat(done.getString("status")).isEqualTo("completed");
            assertThat(done.getString("response")).isEqualTo("Answered after all.");
        }
        var history = student.get("/ai/chat/history/?limit=200").json().getJsonArray("history");
        assertThat(history).hasSize(2 * ids.size());
    }
}
