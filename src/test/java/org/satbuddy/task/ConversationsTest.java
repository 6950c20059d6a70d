package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Lists, renames, expires and deletes conversations, also while another node adds to them. */
class ConversationsTest extends StoreTestBase {

    @Test
    void listsRenamesAndDeletesConversations() {
        var task = line.submit(me, Line.chat("  How do I\n find a slope?  "));

        assertThat(line.conversations.list(me))
                .extracting(ConversationSummary::title)
                .containsExactly("How do I find a slope?");
        assertThat(line.conversations.rename(me, task.conversationId(), "Slopes"))
                .isTrue();
        assertThat(line.conversations.list(me))
                .extracting(ConversationSummary::title)
                .containsExactly("Slopes");
        assertThat(line.conversations.rename(me, task.conversationId(), "ñ".repeat(200)))
                .isTrue();
        assertThat(line.conversations.delete(me, task.conversationId())).isTrue();
        assertThat(line.tasks.find(me, task.id())).isEmpty();
    }

    @Test
    void titlesAConversationByTheTopicOfItsFirstQuestion() {
        var task = line.submit(me, Line.question("  Slopes\n and intercepts "));
        line.submit(followUp(task, Line.chat("Why is it B?")));

        assertThat(line.conversations.list(me))
                .extracting(ConversationSummary::title)
                .containsExactly("Slopes and intercepts");
    }

    @Test
    void countsTheActiveTasksOfEachConversation() {
        var done = line.submit(me, Line.chat("A slope?"));
        line.worker.work(done.id());
        var open = line.submit(me, Line.chat("An intercept?"));
        line.submit(followUp(open, Line.question("Lines")));

        assertThat(line.conversations.list(me))
                .extracting(ConversationSummary::id, ConversationSummary::activeTasks)
                .containsExactlyInAnyOrder(tuple(done.conversationId(), 0), tuple(open.conversationId(), 2));
    }

    @Test
    void refusesConversationsAndImagesOfOtherOwners() {
        var theirs = line.submit(Line.someone(), Line.chat("Theirs"));

        assertThatThrownBy(() -> line.submit(new Submit(me, null, Line.chat("Mine?"), theirs.conversationId(), null)))
                .isInstanceOf(Refused.Unknown.class);
        assertThatThrownBy(() -> line.submit(followUp(theirs, Line.question("Mine?"))))
                .isInstanceOf(Refused.Unknown.class);
        assertThatThrownBy(() -> line.submit(me, new ChatRequest("Look", null, List.of("theirs"), null, false)))
                .isInstanceOf(Refused.Unknown.class);
        assertThatThrownBy(() -> line.conversations.history(me, theirs.conversationId(), 10))
                .isInstanceOf(Refused.Unknown.class);
        assertThat(line.conversations.rename(me, theirs.conversationId(), "Mine"))
                .isFalse();
        assertThat(line.conversations.delete(me, theirs.conversationId())).isFalse();
        assertThat(line.conversations.list(me)).isEmpty();
        assertThat(line.conversations.history(theirs.owner(), theirs.conversationId(), 10))
                .hasSize(1);
        assertThat(line.state(theirs).state()).isEqualTo(State.QUEUED);
    }

    @Test
    void deletesAConversationAnHourAfterItsLastActivity() {
        var task = line.submit(me, Line.chat("Remember me"));
        line.worker.work(task.id());
        line.clock.pass(Duration.ofMinutes(50));
        var later = line.submit(new Submit(me, null, Line.chat("Still here"), task.conversationId(), null))
                .task();
        line.worker.work(later.id());

        line.clock.pass(Duration.ofMinutes(50));
        line.conversations.expire();
        assertThat(line.tasks.find(me, task.id())).isPresent();

        line.clock.pass(Duration.ofMinutes(11));
        assertThat(line.tasks.find(me, task.id())).isEmpty();
        line.conversations.expire();
        assertThat(line.conversations.list(me)).isEmpty();
        assertThat(line.conversations.history(me, null, 10)).isEmpty();
    }

    /** The sweep runs only every half minute. */
    @Test
    void showsNothingOfAnExpiredConversation() {
        var old = answered(Line.chat("Expired"));
        line.clock.pass(Duration.ofMinutes(30));
        var fresh = answered(Line.chat("Alive"));
        assertThat(line.conversations.history(me, null, 10)).hasSize(4);

        line.clock.pass(Duration.ofMinutes(31));

        assertThat(line.conversations.history(me, null, 10))
                .extracting(it -> it.task().id())
                .containsExactly(fresh.id(), fresh.id());
        assertThatThrownBy(() -> line.conversations.history(me, old.conversationId(), 10))
                .isInstanceOf(Refused.Unknown.class);
        assertThat(line.conversations.history(me, fresh.conversationId(), 10)).hasSize(2);
    }

    @Test
    void keepsAConversationWithAnUnfinishedTask() {
        var task = line.submit(me, Line.chat("Long in line"));
        line.clock.pass(Duration.ofMinutes(61));

        line.conversations.expire();
        line.dueTasks.attend();

        assertThat(line.state(task).code()).isEqualTo(FailureCode.EXPIRED);
    }

    @Test
    void countsQuestionsAsActivityAndDeletesThemWithTheConversation() {
        var chat = line.submit(me, Line.chat("Begin"));
        line.worker.work(chat.id());
        line.clock.pass(Duration.ofMinutes(50));
        var question = line.submit(followUp(chat, Line.question("Slopes"))).task();
        line.worker.work(question.id());
        line.clock.pass(Duration.ofMinutes(50));
        line.conversations.expire();
        assertThat(line.tasks.find(me, chat.id())).isPresent();

        line.clock.pass(Duration.ofMinutes(11));
        assertThatThrownBy(() -> line.submit(followUp(chat, Line.question("Too late"))))
                .isInstanceOf(Refused.Unknown.class);
        assertThat(line.conversations.delete(me, chat.conversationId())).isTrue();

        assertThat(line.tasks.find(me, question.id())).isEmpty();
    }

    @Test
    void deletesEverythingOfAnOwnerOnRequest() {
        var task = line.submit(me, Line.chat("Forget this"));
        var theirs = line.submit(Line.someone(), Line.chat("But not this"));

        line.conversations.forget(me);

        assertThat(line.tasks.find(me, task.id())).isEmpty();
        assertThat(line.conversations.list(me)).isEmpty();
        assertThat(line.state(theirs).state()).isEqualTo(State.QUEUED);
        line.worker.work(task.id());
        assertThat(line.tasks.find(me, task.id())).isEmpty();
    }

    @Test
    void deletesATaskThatAnotherNodeIsAdding() throws Exception {
        var task = line.submit(me, Line.chat("Delete this"));

        whileAnotherNodeAddsAMessage(task, Duration.ZERO, () -> line.conversations.delete(me, task.conversationId()));

        assertThat(countTasks(task.conversationId())).isZero();
    }

    @Test
    void forgetsATaskThatAnotherNodeIsAdding() throws Exception {
        var task = line.submit(me, Line.chat("Forget this"));

        whileAnotherNodeAddsAMessage(task, Duration.ZERO, () -> {
            line.conversations.forget(me);
            return true;
        });

        assertThat(countTasks(task.conversationId())).isZero();
    }

    /** The clocks of two nodes never agree exactly. Here the expiring node's clock is ahead of the other node's. */
    @Test
    void keepsAnExpiredConversationThatAnotherNodeContinues() throws Exception {
        var task = answered(Line.chat("Remember this"));
        line.clock.pass(Duration.ofMinutes(61));

        whileAnotherNodeAddsAMessage(task, Duration.ofMinutes(30), () -> {
            line.conversations.expire();
            return true;
        });

        assertThat(countTasks(task.conversationId())).isEqualTo(2);
        assertThat(line.conversations.history(me, task.conversationId(), 10)).hasSize(3);
    }

    /**
     * Adds a message on another node, and runs an action here before the message is committed. The action must wait for
     * the commit, and both must succeed.
     *
     * @param shift moves the other node's clock forward
     */
    private void whileAnotherNodeAddsAMessage(TaskSnapshot conversation, Duration shift, Callable<Boolean> action)
            throws Exception {
        var added = new CountDownLatch(1);
        var commit = new CountDownLatch(1);
        try (Line other = node("two")) {
            other.clock.pass(shift);
            var candidate = other.tasks.admission.prepare(followUp(conversation, Line.chat("And this")));
            var adding = other.groupCommit.write(em -> {
                var decision = other.tasks.admission.consider(em, candidate);
                em.flush();
                added.countDown();
                awaitUninterrupted(commit);
                return decision;
            });
            added.await();
            var pool = Executors.newSingleThreadExecutor();
            try {
                Future<Boolean> acting = pool.submit(action);
                await().during(Duration.ofMillis(300)).until(() -> !acting.isDone());
                commit.countDown();
                assertThat(adding.join().refused()).isNull();
                assertThat(acting.get()).isTrue();
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void refusesAMessageToAConversationThatAnotherNodeIsDeleting() throws Exception {
        var task = line.submit(me, Line.chat("Delete this"));
        var deleting = new CountDownLatch(1);
        var commit = new CountDownLatch(1);
        line.conversations.attachments = new Line.NoAttachments() {
            @Override
            public void deleteOf(EntityManager em, Collection<String> conversationIds) {
                deleting.countDown();
                awaitUninterrupted(commit);
            }
        };
        var deleted = CompletableFuture.supplyAsync(() -> line.conversations.delete(me, task.conversationId()));
        deleting.await();

        try (Line other = node("two")) {
            var candidate = other.tasks.admission.prepare(followUp(task, Line.chat("And this")));
            var sending = other.groupCommit.write(em -> other.tasks.admission.consider(em, candidate));
            await().during(Duration.ofMillis(300)).until(() -> !sending.isDone());
            commit.countDown();

            assertThat(sending.join().refused()).isInstanceOf(Refused.Unknown.class);
        }
        assertThat(deleted.join()).isTrue();
        assertThat(countTasks(task.conversationId())).isZero();
    }

    @Test
    void deletesTextThatAnotherNodeIsAdding() throws Exception {
        var task = line.submit(me, Line.chat("Delete this"));
        var added = new CountDownLatch(1);
        var commit = new CountDownLatch(1);
        try (Line other = node("two")) {
            long now = other.clock.millis();
            var adding = other.groupCommit.write(em -> {
                var holder = new Lease.Holder("two", "boot");
                TaskStore.claim(em, task.id(), holder, now, now + 10_000, now + 10_000, 0);
                TextStore.append(em, task.id(), 1, new LiveText.Piece(0, "A slope"));
                added.countDown();
                awaitUninterrupted(commit);
                return true;
            });
            added.await();
            var deleting = CompletableFuture.supplyAsync(() -> line.conversations.delete(me, task.conversationId()));
            await().during(Duration.ofMillis(300)).until(() -> !deleting.isDone());
            commit.countDown();

            assertThat(adding.join()).isTrue();
            assertThat(deleting.join()).isTrue();
        }
        assertThat(countTasks(task.conversationId())).isZero();
        assertThat(countStoredPieces()).isZero();
    }

    private long countTasks(String conversationId) {
        return line.database.transact(
                em -> em.createQuery("select count(t) from Task t where t.conversationId = :conversationId", Long.class)
                        .setParameter("conversationId", conversationId)
                        .getSingleResult());
    }
}
