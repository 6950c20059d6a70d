package org.satbuddy.tutor.question.math;

import java.util.List;
import java.util.Objects;

/**
 * A drawn question whose options have no order yet.
 *
 * @param stem the question, complete in itself
 * @param key the right answer as an option shows it
 * @param value the right answer as an exact number; null if it is not one number
 * @param wrong three wrong answers, none equal to the key or to another one
 * @param solution the steps to the key, as sentences
 */
public record Draft(String stem, String key, Fraction value, List<Distractor> wrong, String solution) {

    /** A wrong answer, and the predicate of a sentence about the mistake behind it ("comes from …"). */
    public record Distractor(String text, String why) {}

    /** Returns the stem for a student who types the answer, with the customary hint if the answer is a percentage. */
    public String stemForEntry() {
        return key.contains("%") ? stem + " (Disregard the % sign when entering your answer.)" : stem;
    }

    public Draft {
        Objects.requireNonNull(stem);
        Objects.requireNonNull(key);
        Objects.requireNonNull(solution);
        wrong = List.copyOf(wrong);
        if (wrong.size() != 3) {
            throw new IllegalStateException("Three wrong answers are needed for: " + stem);
        }
    }
}
