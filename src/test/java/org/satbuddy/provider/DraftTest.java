package org.satbuddy.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.satbuddy.task.Usage;
import org.satbuddy.tutor.Outcome;

class DraftTest {

    /** PostgreSQL keeps no text with one: the answer could be stored never, and would be asked for again and again. */
    @Test
    void leavesOutTheCharacterThatIsNoText() throws CallFailed {
        var told = new ArrayList<String>();
        var draft = new Draft(told::add);

        draft.text("A\u0000 slope ");
        draft.text("\u0000");
        draft.text("is steep.");
        draft.model("mo\u0000del");
        draft.finish(Draft.Finish.STOP, "stop");

        assertThat(told).containsExactly("A slope ", "is steep.");
        assertThat(draft.judge("test", "asked"))
                .isEqualTo(new Outcome.Replied("A slope is steep.", "test", "model", Usage.NONE));
    }
}
