package org.satbuddy.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThoughtsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<think>Find the slope first.</think>What is the rise?",
                "<think>\nFind the slope first.\n</think>\n\nWhat is the rise?",
                "\n<thinking>a < b and </think</thinking> What is the rise?",
                "<thought></thought>What is the rise?",
                "<reasoning>[THINK]</reasoning>What is the rise?",
                "[THINK]No <think> here.[/THINK]What is the rise?",
                "◁think▷Hm.◁/think▷What is the rise?",
                "What is the rise?"
            })
    void leavesOutWhatComesBeforeTheAnswer(String reply) {
        for (int size = 1; size <= reply.length(); size++) {
            assertThat(String.join("", pieces(reply, size, false)))
                    .as("in pieces of " + size)
                    .isEqualTo("What is the rise?");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<", "<b>Bold</b>", "<thin line", "[TH", "a <think>b</think>", "2 < 3", "  x"})
    void passesOnWhatIsNoThought(String reply) {
        for (int size = 1; size <= reply.length(); size++) {
            assertThat(String.join("", pieces(reply, size, false))).isEqualTo(reply);
        }
    }

    @Test
    void passesTheAnswerOnAsItComes() {
        assertThat(pieces("<think>ab</think>cdef", 1, false)).containsSubsequence("c", "d", "e", "f");
        assertThat(pieces("abcd", 1, false)).containsExactly("a", "b", "c", "d", "");
    }

    @Test
    void showsNothingOfThoughtsThatNeverEnd() {
        assertThat(String.join("", pieces("<think>Find the slope", 4, false))).isEmpty();
    }

    @Test
    void beginsWithinTheThoughtsOfAServerThatIsKnownToDoSo() {
        assertThat(String.join("", pieces("Find the slope.</think>\n\nWhat is the rise?", 3, true)))
                .isEqualTo("What is the rise?");
        assertThat(String.join("", pieces("What is the rise?", 3, true))).isEqualTo("What is the rise?");
    }

    private static List<String> pieces(String reply, int size, boolean opened) {
        var thoughts = new Thoughts(opened);
        var passed = new ArrayList<String>();
        for (int at = 0; at < reply.length(); at += size) {
            passed.add(thoughts.pass(reply.substring(at, Math.min(reply.length(), at + size))));
        }
        passed.add(thoughts.rest());
        return passed;
    }
}
