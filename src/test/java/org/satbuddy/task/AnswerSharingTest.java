package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Shares an answer with other owners who ask the same question. */
class AnswerSharingTest extends StoreTestBase {

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void sharesAnAnswerOnceThreeOwnersHaveTheirOwn() {
        for (int i = 1; i <= 3; i++) {
            var own = ask(Line.someone(), "slope");
            assertThat(own.result()).isEqualTo("answer " + i);
            assertThat(own.cached()).isFalse();
            assertThat(own.attempt()).isEqualTo(1);
        }

        var shared = ask(Line.someone(), "slope");

        assertThat(shared.state()).isEqualTo(State.COMPLETED);
        assertThat(shared.result()).isEqualTo("answer 3");
        assertThat(shared.provider()).isEqualTo("test");
        assertThat(shared.model()).isEqualTo("model");
        assertThat(shared.cached()).isTrue();
        assertThat(shared.attempt()).isZero();
        assertThat(stored(shared)).isEqualTo(shared);
        assertThat(line.cache.find("slope"))
                .contains(new Answer.Completed("answer 3", "test", "model", Usage.NONE, null, true));
    }

    @Test
    void countsEachOwnerOnce() {
        for (int i = 0; i < 3; i++) {
            ask(me, "slope");
        }
        ask(Line.someone(), "slope");

        assertThat(ask(Line.someone(), "slope").cached()).isFalse();
    }

    @Test
    void countsNoOwnerWhoReceivedASharedAnswer() {
        askAsThreeOwners("slope");
        line.clock.pass(Duration.ofMinutes(59));
        for (int i = 0; i < 3; i++) {
            assertThat(ask(Line.someone(), "slope").cached()).isTrue();
        }

        line.clock.pass(Duration.ofMinutes(2));

        assertThat(ask(Line.someone(), "slope").cached()).isFalse();
    }

    @Test
    void sharesNoAnswerToAnotherQuestion() {
        askAsThreeOwners("slope");

        assertThat(ask(Line.someone(), "intercept").cached()).isFalse();
    }

    @Test
    void sharesNoAnswerBeyondTheLifetimeOfAConversation() {
        var first = ask(me, "slope");
        line.clock.pass(Duration.ofMinutes(30));
        ask(Line.someone(), "slope");
        ask(Line.someone(), "slope");
        line.clock.pass(Duration.ofMinutes(29));
        line.submit(new Submit(me, null, Line.chat("Still here"), first.conversationId(), null));
        assertThat(line.cache.find("slope")).isPresent();

        line.clock.pass(Duration.ofMinutes(2));

        assertThat(line.tasks.find(me, first.id())).isPresent();
        assertThat(line.cache.find("slope")).isEmpty();
    }

    @Test
    void removesTheAnswersOfAForgottenOwner() {
        askAsThreeOwners("slope");
        var last = ask(me, "circle");
        ask(Line.someone(), "circle");
        ask(Line.someone(), "circle");
        assertThat(line.cache.find("circle")).isPresent();

        line.conversations.forget(me);
        assertThat(line.tasks.find(me, last.id())).isEmpty();
        assertThat(line.cache.find("circle")).isEmpty();
        assertThat(line.cache.find("slope")).isPresent();

        assertThat(ask(Line.someone(), "circle").cached()).isFalse();
        assertThat(ask(Line.someone(), "circle").cached()).isTrue();
    }

    @Test
    void removesTheAnswersOfADeletedConversation() {
        var first = ask(me, "slope");
        ask(Line.someone(), "slope");
        ask(Line.someone(), "slope");

        line.conversations.delete(me, first.conversationId());

        assertThat(line.cache.find("slope")).isEmpty();
    }

    private void askAsThreeOwners(String hash) {
        for (int i = 0; i < 3; i++) {
            ask(Line.someone(), hash);
        }
    }

    /**
     * Asks a question with this hash, and returns the answered task. As the tutor does, the answerer takes an answer
     * from the cache or makes a shareable one.
     */
    private TaskSnapshot ask(String owner, String hash) {
        line.answerer = (work, progress) -> line.cache
                .find(hash)
                .orElseGet(() -> new Answer.Completed("answer " + calls.incrementAndGet(), "test", "model", Usage.NONE)
                        .shareableAs(hash));
        var task = line.submit(owner, Line.chat("What is this?"));
        line.clock.pass(Duration.ofSeconds(1));
        line.worker.work(task.id());
        return line.state(task);
    }
}
