package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** The stored text of answers that are unfinished or have failed. */
class PartialTextTest extends StoreTestBase {

    @Test
    void showsTheTextOfAnUnfinishedAnswer() {
        var seen = new ArrayList<String>();
        var task = line.submit(me, Line.chat("Tell me slowly"));
        line.answerer = (work, progress) -> {
            progress.begin();
            seen.add(line.state(task).partial());
            progress.write("A slope ");
            seen.add(line.awaitStoredText(task.id(), "A slope "));
            progress.write("is steep.");
            seen.add(line.awaitStoredText(task.id(), "A slope is steep."));
            return new Answer.Completed("A slope is steep. Done.", "test", "m", Usage.NONE);
        };

        line.worker.work(task.id());

        assertThat(seen).containsExactly(null, "A slope ", "A slope is steep.");
        assertThat(line.state(task).partial()).isNull();
        assertThat(line.state(task).result()).isEqualTo("A slope is steep. Done.");
        assertThat(line.state(task).generation()).isEqualTo(1);
        assertThat(countStoredPieces()).isZero();
    }

    @Test
    void restartsTheTextInANewGeneration() {
        var task = line.submit(me, Line.chat("Try twice"));
        var follower = new Follower(line, task);
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("Half an ans");
            line.awaitStoredText(task.id(), "Half an ans");
            progress.begin();
            assertThat(follower.text()).isEmpty();
            assertThat(line.state(task).partial()).isNull();
            progress.write("A whole one");
            assertThat(line.awaitStoredText(task.id(), "A whole one")).isEqualTo("A whole one");
            return new Answer.Completed("A whole one.", "test", "m", Usage.NONE);
        };

        line.worker.work(task.id());

        assertThat(follower.text()).isEqualTo("A whole one.");
        assertThat(follower.restarts()).isEqualTo(1);
        assertThat(line.state(task).generation()).isEqualTo(2);
        assertThat(line.state(task).attempt()).isEqualTo(1);
    }

    @Test
    void doesNotMistakeItsOwnRestartForATakeOver() {
        var task = line.submit(me, Line.chat("Try twice, with company"));
        try (Line other = node("two")) {
            other.heartbeat.begin();
            line.heartbeat.beat();
            // This listener also runs between the commit of the new generation and the new text of the attempt.
            line.tasks.follow(me, task.id(), line.nodeUpdates::followOtherNodes);
            var stopped = new ArrayList<Boolean>();
            line.answerer = (work, progress) -> {
                progress.begin();
                progress.write("Half an ans");
                progress.begin();
                stopped.add(progress.stopped());
                return new Answer.Completed("A whole one.", "test", "m", Usage.NONE);
            };

            line.worker.work(task.id());

            assertThat(stopped).containsExactly(false);
        }
    }

    @Test
    void keepsTheTextOfAFailedAnswer() {
        var task = line.submit(me, Line.chat("Too long"));
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("It goes on and");
            return new Answer.Failed(FailureCode.TOO_LONG, "test", "m", Usage.NONE);
        };

        line.worker.work(task.id());

        assertThat(line.state(task).partial()).isEqualTo("It goes on and");
        assertThat(stored(task).partial()).isEqualTo("It goes on and");
    }

    @Test
    void withdrawsTheTextOfAFilteredAnswer() {
        var task = line.submit(me, Line.chat("Something bad"));
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("Something ba");
            line.awaitStoredText(task.id(), "Something ba");
            return new Answer.Failed(FailureCode.FILTERED, "test", "m", Usage.NONE);
        };

        line.worker.work(task.id());

        assertThat(line.state(task).partial()).isNull();
        assertThat(stored(task).partial()).isNull();
        assertThat(countStoredPieces()).isZero();
    }

    @Test
    void showsTheTextOfAnAttemptUntilTheNextOneBegins() {
        var task = line.submit(me, Line.chat("Later"));
        line.answerer = (work, progress) -> {
            if (work.attempt() > 1) {
                assertThat(line.state(task).partial()).isNull();
                return new Answer.Completed("Now.", "test", "m", Usage.NONE);
            }
            progress.begin();
            progress.write("In a mom");
            return new Answer.TryLater(FailureCode.PROVIDER_UNAVAILABLE, Duration.ofSeconds(1), true);
        };
        line.worker.work(task.id());
        assertThat(line.state(task).partial()).isEqualTo("In a mom");
        assertThat(stored(task).partial()).isEqualTo("In a mom");

        line.clock.pass(Duration.ofSeconds(2));
        line.worker.work(task.id());

        assertThat(line.state(task).result()).isEqualTo("Now.");
        assertThat(countStoredPieces()).isZero();
    }

    @Test
    void deletesTheTextOfAForgottenOwner() {
        var task = line.submit(me, Line.chat("Forget me"));
        var follower = new Follower(line, task);
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("A secret");
            return new Answer.Failed(FailureCode.TIMEOUT, "test", "m", Usage.NONE);
        };
        line.worker.work(task.id());
        assertThat(countStoredPieces()).isEqualTo(1);

        line.conversations.forget(me);

        assertThat(countStoredPieces()).isZero();
        assertThat(follower.isGone()).isTrue();
    }
}
