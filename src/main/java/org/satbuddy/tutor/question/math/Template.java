package org.satbuddy.tutor.question.math;

import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.satbuddy.tutor.taxonomy.Difficulty;
import org.satbuddy.tutor.taxonomy.Skill;

/**
 * Draws questions of one pattern on one skill. The same random numbers give the same question.
 *
 * @param name unique among the templates
 * @param typed whether every draft has a {@link Draft#value()}, so that the question can be asked without options
 */
public record Template(String name, Skill skill, Set<Difficulty> difficulties, boolean typed, Maker maker) {

    public Template {
        difficulties = Set.copyOf(difficulties);
    }

    /** Makes a draft in one of the difficulties of the template. */
    @FunctionalInterface
    interface Maker {
        Draft make(Difficulty difficulty, Dice dice);
    }

    static Template typed(String name, Skill skill, Maker maker) {
        return new Template(name, skill, EnumSet.allOf(Difficulty.class), true, maker);
    }

    static Template choice(String name, Skill skill, Maker maker) {
        return new Template(name, skill, EnumSet.allOf(Difficulty.class), false, maker);
    }

    Template only(Difficulty first, Difficulty... rest) {
        return new Template(name, skill, EnumSet.of(first, rest), typed, maker);
    }

    /**
     * Draws a question.
     *
     * @throws IllegalArgumentException if the template does not have the difficulty
     */
    public Draft draw(Difficulty difficulty, RandomGenerator random) {
        if (!difficulties.contains(difficulty)) {
            throw new IllegalArgumentException(name + " is never " + difficulty.slug());
        }
        return maker.make(difficulty, new Dice(random));
    }
}
