package org.satbuddy.tutor.question.math;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Builds a {@link Draft}. A template may propose more wrong answers than are needed. The first three that differ from
 * the key and from each other are kept.
 */
final class DraftBuilder {

    private static final int WRONG_OPTIONS = 3;

    private final String stem;
    private final List<Draft.Distractor> wrong = new ArrayList<>();
    private Function<Fraction, String> shown = Tex::m;
    private boolean positive;
    private boolean whole;
    private Fraction value;
    private String key;
    private String solution;

    private DraftBuilder(String stem) {
        this.stem = stem;
    }

    static DraftBuilder asking(String stem) {
        return new DraftBuilder(stem);
    }

    /** Sets how options show numbers. Must be called before the key is set. */
    DraftBuilder shownAs(Function<Fraction, String> look) {
        shown = look;
        return this;
    }

    /** Leaves out wrong answers of zero or less, which no student would choose. */
    DraftBuilder positive() {
        positive = true;
        return this;
    }

    /** Leaves out wrong answers that are not positive whole numbers, because the question counts things. */
    DraftBuilder counting() {
        positive = true;
        whole = true;
        return this;
    }

    DraftBuilder key(long number) {
        return key(Fraction.of(number));
    }

    DraftBuilder key(Fraction number) {
        value = number;
        key = shown.apply(number);
        return this;
    }

    DraftBuilder key(String text) {
        value = null;
        key = text;
        return this;
    }

    DraftBuilder wrong(long number, String why) {
        return wrong(Fraction.of(number), why);
    }

    DraftBuilder wrong(Fraction number, String why) {
        boolean tempting = (!positive || number.signum() > 0) && (!whole || number.isWhole());
        return tempting ? wrong(shown.apply(number), why) : this;
    }

    DraftBuilder wrong(String text, String why) {
        boolean fresh =
                !MathValue.same(text, key) && wrong.stream().noneMatch(other -> MathValue.same(text, other.text()));
        if (fresh && wrong.size() < WRONG_OPTIONS) {
            wrong.add(new Draft.Distractor(text, why));
        }
        return this;
    }

    DraftBuilder because(String steps) {
        solution = steps;
        return this;
    }

    Draft build() {
        if (value != null) {
            fill();
        }
        return new Draft(stem, key, value, wrong, solution);
    }

    /** Fills up with near misses if several of the usual mistakes happen to give the same number. */
    private void fill() {
        Fraction step = value.isWhole() ? Fraction.of(1) : Fraction.of(1, value.denominator());
        for (int i = 1; wrong.size() < WRONG_OPTIONS && i < 20; i++) {
            wrong(value.plus(step.times(i)), "comes from a slip in the arithmetic");
            wrong(value.minus(step.times(i)), "comes from a slip in the arithmetic");
        }
    }
}
