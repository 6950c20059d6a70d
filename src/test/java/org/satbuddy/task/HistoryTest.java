package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The history of conversations: for the student, and as turns for the tutor. */
class HistoryTest extends StoreTestBase {

    /** A client may send a megabyte with each message, and ask for the history of hundreds of them. */
    @Test
    void storesOfTheClientsHistoryWhatTheTutorSees() {
        var turns = Collections.nCopies(10, new Turn(Turn.Role.USER, "x".repeat(10_000)));
        var task = line.submit(me, new ChatRequest("And now?", null, List.of(), turns, false));

        int stored = line.database.transact(
                em -> TaskStore.find(em, task.id()).orElseThrow().length());

        assertThat(stored).isLessThan(35_000);
    }

    @Test
    void endsTheHistoryAt300000Characters() {
        line.answerer = (work, progress) -> new Answer.Completed("x".repeat(20_000), "test", "model", Usage.NONE);
        TaskSnapshot last = null;
        for (int i = 0; i < 30; i++) {
            last = answered(Line.chat("Question " + i));
            line.clock.pass(Duration.ofSeconds(10));
        }

        var history = line.conversations.history(me, null, 500);

        assertThat(history.get(history.size() - 1).task().id()).isEqualTo(last.id());
        assertThat(history.size()).isBetween(2 * 15, 2 * 20);
        assertThat(line.conversations.history(me, null, 10)).hasSize(10);
    }

    @Test
    void passesTheLatestTurnsToTheTutor() {
        var history = new AtomicReference<List<Turn>>();
        line.answerer = (work, progress) -> {
            history.set(work.history());
            return new Answer.Completed("To " + ((ChatRequest) work.request()).message(), "test", "m", Usage.NONE);
        };
        String conversation = null;
        for (int i = 1; i <= 7; i++) {
            var task = line.submit(new Submit(me, null, Line.chat("question " + i), conversation, null))
                    .task();
            conversation = task.conversationId();
            line.worker.work(task.id());
            line.clock.pass(Duration.ofSeconds(2));
        }

        assertThat(history.get())
                .hasSize(10)
                .startsWith(new Turn(Turn.Role.USER, "question 2"), new Turn(Turn.Role.ASSISTANT, "To question 2"))
                .endsWith(new Turn(Turn.Role.USER, "question 6"), new Turn(Turn.Role.ASSISTANT, "To question 6"));
        assertThat(line.conversations.history(me, conversation, 50)).hasSize(14);
        assertThat(line.conversations.history(me, null, 3))
                .extracting(HistoryTest::content)
                .containsExactly("To question 6", "question 7", "To question 7");
    }

    @Test
    void passesTheContextOfEarlierMessagesToTheTutor() {
        var history = new AtomicReference<List<Turn>>();
        line.answerer = (work, progress) -> {
            history.set(work.history());
            return new Answer.Completed("Count again.", "test", "m", Usage.NONE);
        };
        var first = line.submit(me, new ChatRequest("Why is B wrong?", "2+2=?", List.of(), null, false));
        line.worker.work(first.id());
        line.clock.pass(Duration.ofSeconds(1));

        line.worker.work(
                line.submit(followUp(first, Line.chat("And C?"))).task().id());

        assertThat(history.get())
                .containsExactly(
                        new Turn(Turn.Role.USER, "Why is B wrong?", "2+2=?"),
                        new Turn(Turn.Role.ASSISTANT, "Count again."));
    }

    @Test
    void passesNoPracticeQuestionsToTheTutor() {
        var history = new AtomicReference<List<Turn>>();
        line.answerer = (work, progress) -> {
            history.set(work.history());
            return new Answer.Completed("ok", "test", "m", Usage.NONE);
        };
        var question = line.submit(me, Line.question("Slopes"));
        line.worker.work(question.id());
        line.clock.pass(Duration.ofSeconds(1));

        line.worker.work(line.submit(followUp(question, Line.chat("Why is it B?")))
                .task()
                .id());

        assertThat(history.get()).isEmpty();
    }

    @Test
    void prefersTheHistoryThatTheClientSent() {
        var history = new AtomicReference<List<Turn>>();
        line.answerer = (work, progress) -> {
            history.set(work.history());
            return new Answer.Completed("ok", "test", "m", Usage.NONE);
        };
        var turns = new ArrayList<Turn>();
        for (int i = 0; i < 12; i++) {
            turns.add(new Turn(Turn.Role.USER, "turn " + i));
        }

        line.worker.work(line.submit(me, new ChatRequest("And now?", null, List.of(), turns, false))
                .id());

        assertThat(history.get()).isEqualTo(turns.subList(2, 12));
    }

    @Test
    void listsPracticeQuestionsInTheirConversation() {
        var chat = line.submit(me, Line.chat("What is a slope?"));
        line.clock.pass(Duration.ofSeconds(1));
        var question = line.submit(followUp(chat, Line.question("Slopes"))).task();
        var alone = line.submit(me, Line.question("Circles"));
        line.worker.work(chat.id());
        line.worker.work(question.id());

        assertThat(question.conversationId()).isEqualTo(chat.conversationId());
        assertThat(line.conversations.history(me, chat.conversationId(), 50))
                .extracting(HistoryTest::content)
                .containsExactly("What is a slope?", "42", "Slopes", "42");
        assertThat(line.conversations.history(me, chat.conversationId(), 3))
                .extracting(HistoryTest::content)
                .containsExactly("42", "Slopes", "42");
        assertThat(line.conversations.history(me, alone.conversationId(), 50))
                .extracting(HistoryTest::content)
                .containsExactly("Circles");
        assertThat(line.conversations.history(me, null, 50))
                .extracting(HistoryTest::content)
                .containsExactly("What is a slope?", "42");
    }

    @Test
    void listsTheStateOfEveryTask() {
        var answered = line.submit(me, Line.chat("Answered"));
        line.worker.work(answered.id());
        line.tasks.rate(me, answered.id(), "down");
        line.answerer = (work, progress) -> new Answer.Failed(FailureCode.TIMEOUT, "test", "model", Usage.NONE);
        line.clock.pass(Duration.ofSeconds(1));
        line.worker.work(
                line.submit(followUp(answered, Line.question("Failed"))).task().id());
        line.clock.pass(Duration.ofSeconds(1));
        line.tasks.cancel(
                me,
                line.submit(followUp(answered, Line.chat("Cancelled"))).task().id());
        line.clock.pass(Duration.ofSeconds(1));
        line.submit(followUp(answered, Line.question("Queued")));

        var history = line.conversations.history(me, answered.conversationId(), 50);

        assertThat(history)
                .extracting(it -> it.task().state())
                .containsExactly(State.COMPLETED, State.COMPLETED, State.FAILED, State.CANCELLED, State.QUEUED);
        assertThat(history)
                .extracting(HistoryEntry::role)
                .containsExactly(Turn.Role.USER, Turn.Role.ASSISTANT, Turn.Role.USER, Turn.Role.USER, Turn.Role.USER);
        assertThat(history.get(1).task().provider()).isEqualTo("test");
        assertThat(history.get(1).task().rating()).isEqualTo("down");
    }

    /** The message, topic or answer of an entry. */
    private static String content(HistoryEntry entry) {
        if (entry.role() == Turn.Role.ASSISTANT) {
            return entry.task().result();
        }
        return entry.request() instanceof ChatRequest chat
                ? chat.message()
                : ((QuestionRequest) entry.request()).topic();
    }
}
