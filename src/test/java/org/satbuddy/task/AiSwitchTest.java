package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The AI is switched off: calls end, nothing is lost, and it goes on afterwards. */
@Timeout(60)
class AiSwitchTest extends StoreTestBase {

    private static final Consumer<EntityManager> NOTHING = em -> {};

    @Test
    void makesWhatIsAskedWait() {
        var calls = new AtomicInteger();
        line.answerer = (work, progress) -> {
            calls.incrementAndGet();
            return new Answer.Completed("42", "test", "model", Usage.NONE);
        };
        line.aiSwitch.off(AiSwitch.EVERYBODY, NOTHING);
        var task = line.submit(me, Line.chat("What is a slope?"));

        line.worker.work(task.id());

        assertThat(line.state(task))
                .returns(State.WAITING, TaskSnapshot::state)
                .returns(Stage.SWITCHED_OFF, TaskSnapshot::stage)
                .returns(0, TaskSnapshot::attempt)
                .returns(null, TaskSnapshot::knownRetryAt);
        assertThat(calls).hasValue(0);

        line.aiSwitch.on(AiSwitch.EVERYBODY, NOTHING);
        line.dueTasks.attend();
        assertThat(line.rings).anyMatch(ring -> ring.id().equals(task.id()));
        line.worker.work(task.id());
        assertThat(line.state(task).result()).isEqualTo("42");
    }

    @Test
    void endsACallAndShowsNoMoreOfItsText() throws Exception {
        var cut = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        line.answerer = (work, progress) -> {
            progress.onStop(cut::countDown);
            progress.write("Rise over");
            begun.countDown();
            awaitUninterrupted(cut);
            progress.write(" run.");
            return new Answer.Completed("Rise over run.", "test", "model", Usage.NONE);
        };
        var task = line.submit(me, Line.chat("What is a slope?"));
        var thread = Executors.newSingleThreadExecutor();
        var done = thread.submit(() -> line.worker.work(task.id()));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        try (Line other = node("two")) {
            other.aiSwitch.off(AiSwitch.EVERYBODY, NOTHING);
        }
        line.worker.followSwitches();
        done.get(10, TimeUnit.SECONDS);
        thread.shutdown();

        assertThat(stored(task))
                .returns(State.WAITING, TaskSnapshot::state)
                .returns(Stage.SWITCHED_OFF, TaskSnapshot::stage)
                .returns(null, TaskSnapshot::partial);
    }

    /** Before the call is cut, which takes a while with hundreds of them. */
    @Test
    void showsNoMoreTextFromTheMomentTheNodeKnows() {
        line.answerer = (work, progress) -> {
            progress.write("Rise over");
            line.worker.storeTexts(Duration.ZERO);
            line.aiSwitch.off(me, NOTHING);
            assertThat(line.tasks.find(me, work.id()).orElseThrow().partial()).isNull();
            line.tasks.follow(me, work.id(), () -> {}).ifPresent(subscription -> {
                assertThat(subscription.look(TextPosition.NONE).orElseThrow().text())
                        .isEmpty();
                line.aiSwitch.on(me, NOTHING);
                assertThat(subscription.look(TextPosition.NONE).orElseThrow().text())
                        .isEqualTo("Rise over");
                subscription.close();
            });
            return new Answer.Completed("Rise over run.", "test", "model", Usage.NONE);
        };
        assertThat(answered(Line.chat("What is a slope?")).result()).isEqualTo("Rise over run.");
    }

    @Test
    void isOffForThoseItNames() {
        line.aiSwitch.off(me, NOTHING);
        assertThat(answered(Line.chat("Mine")).state()).isEqualTo(State.WAITING);
        assertThat(answered(Line.someone(), Line.chat("Another's")).state()).isEqualTo(State.COMPLETED);
    }

    @Test
    void staysOffForThoseWhomAnotherSwitchCovers() {
        line.aiSwitch.off(AiSwitch.EVERYBODY, NOTHING);
        line.aiSwitch.off(me, NOTHING);
        var task = answered(Line.chat("Mine"));
        line.aiSwitch.on(AiSwitch.EVERYBODY, NOTHING);
        line.worker.work(task.id());
        assertThat(line.state(task).state()).isEqualTo(State.WAITING);
        assertThat(line.aiSwitch.list()).extracting(AiOff::subject).containsExactly(me);
    }

    /** A lesson may be without the AI for longer than a question waits for a busy provider. */
    @Test
    void losesNothingHoweverLongItIsOff() {
        line.aiSwitch.off(AiSwitch.EVERYBODY, NOTHING);
        var task = line.submit(me, Line.chat("What is a slope?"));
        for (int minutes = 0; minutes < 50; minutes += 10) {
            line.clock.pass(Duration.ofMinutes(10));
            line.dueTasks.attend();
            line.worker.work(task.id());
            assertThat(line.state(task).state()).as(minutes + " minutes").isEqualTo(State.WAITING);
        }
        line.aiSwitch.on(AiSwitch.EVERYBODY, NOTHING);
        line.worker.work(task.id());
        assertThat(line.state(task).state()).isEqualTo(State.COMPLETED);
    }

    /** A node that has not read the switch yet would let a task wait that nobody wakes. */
    @Test
    void goesOnIfItIsOnAgainBeforeTheTaskIsPutToWait() {
        line.aiSwitch.off(AiSwitch.EVERYBODY, NOTHING);
        var task = line.submit(me, Line.chat("What is a slope?"));
        try (Line other = node("two")) {
            other.aiSwitch.on(AiSwitch.EVERYBODY, NOTHING);
        }
        line.worker.work(task.id());
        line.worker.followSwitches();
        line.dueTasks.attend();
        assertThat(line.rings).filteredOn(ring -> ring.id().equals(task.id())).hasSizeGreaterThan(1);
        line.worker.work(task.id());
        assertThat(line.state(task).state()).isEqualTo(State.COMPLETED);
    }
}
