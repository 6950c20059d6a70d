package org.satbuddy.tutor.question.math;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Puts a {@link Draft} together. More wrong answers may be proposed than are needed: in their order, those that differ
 * from the key and from the earlier ones are kept, up to three.
 */
final class DraftBuilder {

    private static final int OPTIONS = 3;

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

    /** How numbers look as options; set before the key. */
    DraftBuilder shownAs(Function<Fraction, String> look) {
        shown = look;
        return this;
    }

    /** Wrong answers of zero or less would be no temptation: leave them out. */
    DraftBuilder positive() {
        positive = true;
        return this;
    }

    /** The question counts things: leave out wrong answers that cannot be a number of things. */
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
        if (fresh && wrong.size() < OPTIONS) {
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

    /** When the usual mistakes happen to meet at the same number, near misses take the free places. */
    private void fill() {
        Fraction step = value.isWhole() ? Fraction.of(1) : Fraction.of(1, value.denominator());
        for (int i = 1; wrong.size() < OPTIONS && i < 20; i++) {
            wrong(value.plus(step.times(i)), "comes from a slip in the arithmetic");
            wrong(value.minus(step.times(i)), "comes from a slip in the arithmetic");
        }
    }
}
