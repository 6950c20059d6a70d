package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Submits tasks, also repeatedly with one idempotency key. */
class SubmissionTest extends StoreTestBase {

    @Test
    void storesAnAcceptedTaskAndRingsForIt() {
        var task = line.submit(me, Line.chat("What is a slope?"));

        assertThat(line.state(task).state()).isEqualTo(State.QUEUED);
        assertThat(line.rings).extracting(Bell.Ring::id).containsExactly(task.id());
    }

    @Test
    void showsATaskOnlyToItsOwner() {
        var task = line.submit(me, Line.chat("Mine"));

        assertThat(line.tasks.find(Line.someone(), task.id())).isEmpty();
        assertThat(line.tasks.cancel(Line.someone(), task.id())).isEmpty();
        assertThat(line.tasks.rate(Line.someone(), task.id(), "up")).isEmpty();
        assertThat(line.state(task).state()).isEqualTo(State.QUEUED);
    }

    @Test
    void holdsNoThreadUntilTheCommit() {
        var busy = new CountDownLatch(1);
        var earlierWrite = line.groupCommit.write(em -> {
            awaitUninterrupted(busy);
            return "written";
        });

        var submitting = line.tasks
                .submit(new Submit(me, null, Line.chat("Later"), null, null))
                .toCompletableFuture();

        assertThat(submitting).isNotDone();
        busy.countDown();
        assertThat(submitting.join().task().state()).isEqualTo(State.QUEUED);
        assertThat(earlierWrite).isCompletedWithValue("written");
    }

    @Test
    void returnsTheFirstTaskForARepeatedKey() {
        var submit = new Submit(me, null, Line.chat("Twice"), null, "key");
        var first = line.submit(submit);

        var second = line.submit(submit);

        assertThat(second.repeated()).isTrue();
        assertThat(second.task().id()).isEqualTo(first.task().id());
        assertThat(line.submit(new Submit(Line.someone(), null, Line.chat("Twice"), null, "key"))
                        .repeated())
                .isFalse();
        assertThatThrownBy(() -> line.submit(new Submit(me, null, Line.chat("Other"), null, "key")))
                .isInstanceOf(Refused.KeyReused.class);
    }

    @Test
    void refusesAKeyThatWasUsedInAnotherConversation() {
        String one = line.submit(me, Line.chat("One")).conversationId();
        String two = line.submit(me, Line.chat("Two")).conversationId();
        for (Request request : List.of(Line.chat("Twice"), Line.question("Twice"))) {
            var first = line.submit(new Submit(me, null, request, one, "key"));

            assertThat(line.submit(new Submit(me, null, request, one, "key"))
                            .task()
                            .id())
                    .isEqualTo(first.task().id());
            assertThatThrownBy(() -> line.submit(new Submit(me, null, request, two, "key")))
                    .isInstanceOf(Refused.KeyReused.class);
            assertThatThrownBy(() -> line.submit(new Submit(me, null, request, null, "key")))
                    .isInstanceOf(Refused.KeyReused.class);
        }
    }

    @Test
    void storesOneTaskForParallelSubmissionsWithOneKey() throws Exception {
        List<Accepted> accepted =
                inParallel(10, () -> line.submit(new Submit(me, null, Line.chat("Race"), null, "race")));

        assertThat(accepted)
                .extracting(it -> it.task().id())
                .containsOnly(accepted.get(0).task().id());
        assertThat(accepted).filteredOn(it -> !it.repeated()).hasSize(1);
    }
}
