package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.database.DatabaseUnavailable;

/** Unconfirmed commits: the commit succeeds, but the connection is lost before the caller learns of it. */
class LostConnectionTest extends StoreTestBase {

    @Test
    void withdrawsTextThatMayBeStored() {
        var task = line.submit(me, Line.chat("Something bad"));
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("Something ba");
            line.storeTextAndLoseConnection();
            return new Answer.Failed(FailureCode.FILTERED, "test", "m", Usage.NONE);
        };

        line.worker.work(task.id());

        assertThat(stored(task).partial()).isNull();
        assertThat(countStoredPieces()).isZero();
    }

    @Test
    void notifiesFollowersOfAnUnconfirmedEnd() {
        var task = line.submit(me, Line.chat("Tell me the end"));
        var follower = new Follower(line, task);
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("A slope ");
            line.loseConnectionAfterCommit.set(true);
            return new Answer.Completed("A slope is steep.", "test", "m", Usage.NONE);
        };

        line.worker.work(task.id());
        line.nodeUpdates.catchUp();

        assertThat(follower.text()).isEqualTo("A slope is steep.");
        assertThat(follower.last().task().state()).isEqualTo(State.COMPLETED);
    }

    /** @param tries how many tries begin after the one that was shown; only the first restart is unconfirmed */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void storesTheAnswerAfterAnUnconfirmedRestart(int tries) {
        var task = line.submit(me, Line.chat("Try again"));
        var follower = new Follower(line, task);
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("A slope ");
            line.loseConnectionAfterCommit.set(true);
            for (int i = 0; i < tries; i++) {
                progress.begin();
                progress.write("A slope is ");
            }
            assertThat(progress.stopped()).isFalse();
            return new Answer.Completed("A slope is steep.", "test", "m", Usage.NONE);
        };

        line.worker.work(task.id());

        assertThat(line.state(task).state()).isEqualTo(State.COMPLETED);
        assertThat(line.state(task).attempt()).isEqualTo(1);
        assertThat(follower.text()).isEqualTo("A slope is steep.");
    }

    /** @param code one failure keeps the shown text, the other withdraws it */
    @ParameterizedTest
    @EnumSource(
            value = FailureCode.class,
            names = {"TOO_LONG", "FILTERED"})
    void storesTheFailureAfterAnUnconfirmedRestart(FailureCode code) {
        var task = line.submit(me, Line.chat("Try again"));
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("A slope ");
            line.loseConnectionAfterCommit.set(true);
            progress.begin();
            return new Answer.Failed(code, "test", "m", Usage.NONE);
        };

        line.worker.work(task.id());

        assertThat(line.state(task).state()).isEqualTo(State.FAILED);
        assertThat(stored(task).partial()).isEqualTo(code.withdrawsText() ? null : "A slope ");
    }

    @Test
    void notifiesFollowersWhenAnUnconfirmedCancellationIsRepeated() {
        var task = line.submit(me, Line.chat("Enough"));
        var follower = new Follower(line, task);
        line.loseConnectionAfterCommit.set(true);
        assertThatThrownBy(() -> line.tasks.cancel(me, task.id())).isInstanceOf(DatabaseUnavailable.class);

        assertThat(line.tasks.cancel(me, task.id()).orElseThrow().state()).isEqualTo(State.CANCELLED);
        assertThat(follower.last().task().state()).isEqualTo(State.CANCELLED);
    }
}
