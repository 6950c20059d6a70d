package org.satbuddy.tutor.question.math;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Draws the random numbers and choices of a template. */
final class Dice {

    private final RandomGenerator random;

    Dice(RandomGenerator random) {
        this.random = random;
    }

    /** Returns a whole number from {@code least} to {@code most}, both included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    int nonZero(int least, int most) {
        int number = between(least, most - 1);
        return number < 0 ? number : number + 1;
    }

    /** Returns a whole number from {@code least} to {@code most} that is not in {@code taken}. */
    int other(int least, int most, int... taken) {
        List<Integer> free = IntStream.rangeClosed(least, most)
                .filter(n -> IntStream.of(taken).noneMatch(t -> t == n))
                .boxed()
                .toList();
        return pick(free);
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    int pick(int... values) {
        return values[random.nextInt(values.length)];
    }

    boolean heads() {
        return random.nextBoolean();
    }

    void shuffle(List<?> values) {
        Collections.shuffle(values, new Random(random.nextLong()));
    }
}
