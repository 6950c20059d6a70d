package org.satbuddy.tutor.question;

import java.util.Set;
import java.util.random.RandomGenerator;
import org.satbuddy.tutor.taxonomy.Difficulty;
import org.satbuddy.tutor.taxonomy.Skill;

/** Where the bank gets questions of one kind from. */
interface QuestionSource {

    Skill skill();

    Set<Difficulty> difficulties();

    boolean offers(QuestionType type);

    /** A question of one of the {@link #difficulties()} and of an offered type. */
    Question draw(Difficulty difficulty, QuestionType type, RandomGenerator random);
}
