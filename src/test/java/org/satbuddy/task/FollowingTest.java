package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Follows the text of an answer while it is written. */
class FollowingTest extends StoreTestBase {

    @Test
    void notifiesFollowersOfEveryPiece() {
        var task = line.submit(me, Line.chat("Tell me slowly"));
        var follower = new Follower(line, task);
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("A slope ");
            assertThat(follower.text()).isEqualTo("A slope ");
            progress.write("is \ud83d");
            assertThat(follower.text()).isEqualTo("A slope is ");
            progress.write("\ude00.");
            assertThat(follower.text()).isEqualTo("A slope is \ud83d\ude00.");
            return new Answer.Completed("A slope is \ud83d\ude00. Done.", "test", "m", Usage.NONE);
        };

        line.worker.work(task.id());

        assertThat(follower.text()).isEqualTo("A slope is \ud83d\ude00. Done.");
        assertThat(follower.restarts()).isZero();
        assertThat(follower.last().task().state()).isEqualTo(State.COMPLETED);
    }

    /** @param connectionLost whether the connection is lost after the commit of the first piece */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void notifiesFollowersOnAnotherNodeOfEveryPiece(boolean connectionLost) {
        var task = line.submit(me, Line.chat("Tell me slowly"));
        try (Line other = node("two")) {
            other.heartbeat.begin();
            other.heartbeat.beat();
            line.heartbeat.beat();
            var follower = new Follower(other, task);
            line.answerer = (work, progress) -> {
                progress.begin();
                for (String piece : List.of("A slope ", "is ", "steep.")) {
                    progress.write(piece);
                    if (connectionLost && piece.startsWith("A")) {
                        line.storeTextAndLoseConnection();
                    } else {
                        line.awaitStoredText(task.id(), piece);
                    }
                    other.nodeUpdates.followOtherNodes();
                    assertThat(follower.text()).endsWith(piece);
                }
                return new Answer.Completed("A slope is steep. Done.", "test", "m", Usage.NONE);
            };

            line.worker.work(task.id());
            other.nodeUpdates.followOtherNodes();

            assertThat(follower.text()).isEqualTo("A slope is steep. Done.");
            assertThat(follower.restarts()).isZero();
        }
        assertThat(countStoredPieces()).isZero();
    }

    @Test
    void restartsTheTextIfTheAnswerDoesNotContinueIt() {
        var task = line.submit(me, Line.chat("Somebody else answers"));
        var follower = new Follower(line, task);
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("I thi");
            return new Answer.Completed("The study guide says: no.", "study-guide", "m", Usage.NONE);
        };

        line.worker.work(task.id());

        assertThat(line.state(task).generation()).isEqualTo(2);
        assertThat(follower.text()).isEqualTo("The study guide says: no.");
        assertThat(follower.restarts()).isEqualTo(1);
    }

    @Test
    void dropsHalfACharacterWhenANewTryBegins() {
        var task = line.submit(me, Line.chat("Try twice"));
        var follower = new Follower(line, task);
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("\ud83d");
            progress.begin();
            progress.write("A slope");
            assertThat(follower.text()).isEqualTo("A slope");
            return new Answer.Completed("A slope.", "test", "m", Usage.NONE);
        };

        line.worker.work(task.id());

        assertThat(follower.text()).isEqualTo("A slope.");
        assertThat(line.state(task).generation()).isEqualTo(1);
    }

    @Test
    void showsNoTextOfAnUncheckedQuestion() {
        var task = line.submit(me, Line.question("circles"));
        var follower = new Follower(line, task);
        line.answerer = (work, progress) -> {
            progress.begin();
            progress.write("{\"question\":");
            line.worker.storeTexts(Duration.ZERO);
            assertThat(follower.text()).isEmpty();
            return new Answer.Failed(FailureCode.INVALID_QUESTION, "test", "m", Usage.NONE);
        };

        line.worker.work(task.id());

        assertThat(follower.text()).isEmpty();
        assertThat(line.state(task).partial()).isNull();
        assertThat(countStoredPieces()).isZero();
    }

    @Test
    void letsOnlyTheOwnerFollowATask() {
        var task = line.submit(me, Line.chat("Mine"));

        assertThat(line.tasks.follow(Line.someone(), task.id(), () -> {})).isEmpty();
        assertThat(line.tasks.follow(me, "00000000-0000-7000-8000-000000000000", () -> {}))
                .isEmpty();
    }
}
