package org.satbuddy.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.satbuddy.task.Answer;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Usage;

class ReplyAccumulatorTest {

    /**
     * PostgreSQL stores no text that contains U+0000. The answer could never be stored, and would be requested again.
     */
    @Test
    void leavesOutNullCharacters() throws CallFailed {
        var told = new ArrayList<String>();
        var accumulator = new ReplyAccumulator(told::add, () -> {}, false);

        accumulator.text("A\u0000 slope ");
        accumulator.text("\u0000");
        accumulator.text("is steep.");
        accumulator.model("mo\u0000del");
        accumulator.complete();

        assertThat(told).containsExactly("A slope ", "is steep.");
        assertThat(accumulator.answer("test", "asked"))
                .isEqualTo(new Answer.Completed("A slope is steep.", "test", "model", Usage.NONE));
    }

    @Test
    void passesNoHalfOfACharacterOn() throws CallFailed {
        var told = new ArrayList<String>();
        var accumulator = new ReplyAccumulator(told::add, () -> {}, false);

        accumulator.text("a\ud83d");
        accumulator.text("");
        accumulator.text("\ude00b\ud83d");
        accumulator.complete();

        assertThat(told).containsExactly("a", "\ud83d\ude00b");
        assertThat(accumulator.answer("test", "asked").result()).isEqualTo("a\ud83d\ude00b");
    }

    /**
     * Databases keep a million characters of a text. A longer answer would be lost, together with everything paid
     * for it.
     */
    @Test
    void treatsAnAnswerThatCannotBeStoredAsTooLong() {
        var told = new StringBuilder();
        var accumulator = new ReplyAccumulator(told::append, () -> {}, false);
        for (int i = 0; i < 2000; i++) {
            accumulator.text("x".repeat(1000));
        }
        accumulator.text("y");
        accumulator.complete();

        assertThatThrownBy(() -> accumulator.answer("test", "asked"))
                .isInstanceOfSatisfying(
                        CallFailed.Terminal.class,
                        terminal -> assertThat(terminal.code()).isEqualTo(FailureCode.TOO_LONG));
        assertThat(told).hasSizeBetween(500_000, 600_000).doesNotContain("y");
    }
}
