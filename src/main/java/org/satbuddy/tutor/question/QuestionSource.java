package org.satbuddy.tutor.question;

import java.util.Set;
import java.util.random.RandomGenerator;
import org.satbuddy.tutor.taxonomy.Difficulty;
import org.satbuddy.tutor.taxonomy.Skill;

/** A source of questions on one skill. */
interface QuestionSource {

    Skill skill();

    Set<Difficulty> difficulties();

    boolean offers(QuestionType type);

    /** Draws a question. The difficulty must be one of {@link #difficulties()}, and the type must be offered. */
    Question draw(Difficulty difficulty, QuestionType type, RandomGenerator random);
}
