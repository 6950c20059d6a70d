package org.satbuddy.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.satbuddy.estimate.Replay.Promise;
import org.satbuddy.task.Kind;
import org.satbuddy.task.State;

/** Of ten tasks, nine are finished within what was told of them. */
class EstimatesTest {

    private static final double MINUTE = 60;

    private static final Predicate<Promise> CHATS = told -> told.kind() == Kind.CHAT;

    private static final Map<Load, Told> REPLAYED = new EnumMap<>(Load.class);

    private static Told replayed(Load load) {
        return REPLAYED.computeIfAbsent(load, Load::replay);
    }

    @AfterAll
    static void printTheTable() {
        Told mixed = replayed(Load.MIXED_CLASSES);
        Told slower = replayed(Load.SLOWER);
        System.out.println("| load | tasks | told, s | took, s | in time, of the answer 202 | of later looks |");
        System.out.println("|---|---|---|---|---|---|");
        for (Load load : Load.values()) {
            System.out.println(replayed(load).row(load.title));
            if (load == Load.MIXED_CLASSES) {
                System.out.println(mixed.only(CHATS).row("– the chats of these"));
                System.out.println(mixed.only(CHATS.negate()).row("– the questions of these"));
            } else if (load == Load.SLOWER) {
                System.out.println(slower.only(within(Load.SLOW_FROM, MINUTE)).row("– in the first minute of that"));
                System.out.println(
                        slower.only(within(Load.SLOW_FROM + MINUTE, 9 * MINUTE)).row("– in the nine after it"));
                System.out.println(slower.only(within(Load.SLOW_TO, MINUTE)).row("– in the minute after those"));
            }
        }
        System.out.println(all().row("all"));
    }

    private static Told all() {
        var all = new Told();
        for (Load load : Load.values()) {
            all.add(replayed(load));
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void isKeptNineTimesOfTen(Load load) {
        Told told = replayed(load);

        assertThat(Told.kept(told.accepted())).isBetween(0.85, 0.95);
        assertThat(Told.kept(told.looks())).isBetween(0.85, 0.95);
    }

    @Test
    void isKeptNineTimesOfTenOverall() {
        assertThat(Told.kept(all().accepted())).isBetween(0.88, 0.92);
    }

    /** What chats of the same class will come after a question and be answered before it, nobody can know. */
    @Test
    void isKeptForTheQuestionsOfAMixedClassOnceAllHaveCome() {
        Told questions = replayed(Load.MIXED_CLASSES).only(CHATS.negate());

        assertThat(Told.kept(questions.accepted())).isBetween(0.75, 0.9);
        assertThat(Told.kept(questions.looks())).isBetween(0.85, 0.95);
    }

    @ParameterizedTest
    @EnumSource(names = {"SLOWER", "SLOWER_AND_FULL"})
    void isKeptAgainAMinuteAfterTheAiHasBecomeSlower(Load load) {
        Told slower = replayed(load);

        assertThat(Told.kept(slower.only(within(Load.SLOW_FROM, MINUTE)).accepted()))
                .isLessThan(0.8);
        assertThat(Told.kept(
                        slower.only(within(Load.SLOW_FROM + MINUTE, 3 * MINUTE)).accepted()))
                .isBetween(0.85, 0.95);
    }

    @Test
    void isShortAgainAMinuteAfterTheAiHasRecovered() {
        Told slower = replayed(Load.SLOWER);
        double before = meanTold(slower.only(within(Load.SLOW_FROM - 5 * MINUTE, 5 * MINUTE)));
        double recovered = meanTold(slower.only(within(Load.SLOW_TO + MINUTE, 5 * MINUTE)));

        assertThat(recovered).isBetween(0.8 * before, 1.3 * before);
    }

    @Test
    void isNeverNothing() {
        Set<State> seen = EnumSet.noneOf(State.class);
        for (Promise told : all().looks()) {
            assertThat(told.told()).isPositive();
            seen.add(told.state());
        }

        assertThat(seen).isEqualTo(State.unfinished());
    }

    @Test
    void isNotMuchLongerThanWhatNineOfTenTake() {
        // Of a log-normal distribution with this spread, nine of ten take up to 1.74 times the mean.
        assertThat(meanTold(replayed(Load.CALM)) / meanTook(replayed(Load.CALM)))
                .isBetween(1.6, 2.0);
        assertThat(meanTold(replayed(Load.CLASSES)) / meanTook(replayed(Load.CLASSES)))
                .isLessThan(1.4);
    }

    private static Predicate<Promise> within(double from, double seconds) {
        return told -> told.at() >= from && told.at() < from + seconds;
    }

    private static double meanTold(Told told) {
        return told.accepted().stream().mapToInt(Promise::told).average().orElseThrow();
    }

    private static double meanTook(Told told) {
        return told.accepted().stream().mapToDouble(Promise::took).average().orElseThrow();
    }
}
