package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks in the queue: their places, their rings and their expiry. */
class QueueTest extends StoreTestBase {

    @Test
    void reportsTheQueuePositionAndTheEstimate() {
        var question = line.submit(me, Line.question("Slopes"));
        var chat = line.submit(me, Line.chat("What is a slope?"));
        // Chats of the same millisecond have the same position.
        line.clock.pass(Duration.ofMillis(1));
        var later = line.submit(me, Line.chat("And what is not?"));
        line.heartbeat.beat();

        assertThat(line.tasks.place(chat).position()).isEqualTo(1);
        assertThat(line.tasks.place(question).position()).isEqualTo(3);

        line.answerer = (work, progress) -> {
            line.heartbeat.beat();
            assertThat(line.tasks.place(line.state(chat)).position()).isZero();
            assertThat(line.tasks.place(line.state(chat)).estimatedSeconds()).isPositive();
            return new Answer.TryLater(FailureCode.RATE_LIMITED, Duration.ofSeconds(50), true);
        };
        line.worker.work(chat.id());
        line.heartbeat.beat();

        assertThat(line.tasks.place(line.state(chat)).estimatedSeconds()).isGreaterThan(49);
        assertThat(line.tasks.place(later).position()).isEqualTo(1);
        assertThat(line.tasks.place(question).position()).isEqualTo(2);
    }

    @Test
    void samplesALongQueueByCreationTime() {
        var createdAt = new ArrayList<Long>();
        for (int i = 0; i < 12; i++) {
            createdAt.add(
                    line.submit(Line.someone(), Line.chat("Question " + i)).createdAt());
        }

        List<QueueSample.Idle> sample = line.database.transact(em -> TaskStore.idle(em, 3, 1000));

        assertThat(sample)
                .extracting(QueueSample.Idle::createdAt)
                .containsAll(createdAt.stream().filter(at -> at % 3 == 0).toList())
                .allMatch(at -> at % 3 == 0);
    }

    @Test
    void ringsAgainAtGrowingIntervals() {
        var task = line.submit(me, Line.chat("Anybody?"));
        line.rings.clear();

        line.dueTasks.attend();
        assertThat(line.rings).isEmpty();

        line.clock.pass(Duration.ofSeconds(6));
        line.dueTasks.attend();
        line.dueTasks.attend();
        assertThat(line.rings).extracting(Bell.Ring::id).containsExactly(task.id());

        line.clock.pass(Duration.ofSeconds(6));
        line.dueTasks.attend();
        assertThat(line.rings).hasSize(1);

        line.clock.pass(Duration.ofSeconds(6));
        line.dueTasks.attend();
        assertThat(line.rings).hasSize(2);
    }

    @Test
    void expiresAnUnclaimedTask() {
        var task = line.submit(me, Line.chat("Forgotten?"));

        line.clock.pass(Duration.ofMinutes(61));
        line.dueTasks.attend();

        assertThat(line.state(task).code()).isEqualTo(FailureCode.EXPIRED);
    }

    @Test
    void expiresAnUnclaimedTaskBeforeItsNextRing() {
        var task = line.submit(me, Line.chat("Nearly forgotten"));
        for (int minutes = 0; minutes < 57; minutes += 3) {
            line.clock.pass(Duration.ofMinutes(3));
            line.dueTasks.attend();
        }
        line.clock.pass(Duration.ofMinutes(2));
        line.dueTasks.attend();
        assertThat(line.state(task).state()).isEqualTo(State.QUEUED);

        line.clock.pass(Duration.ofSeconds(61));
        line.dueTasks.attend();

        assertThat(line.state(task).code()).isEqualTo(FailureCode.EXPIRED);
    }
}
