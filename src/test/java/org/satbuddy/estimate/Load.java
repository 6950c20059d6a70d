package org.satbuddy.estimate;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.satbuddy.estimate.QueueReplay.Call;
import org.satbuddy.estimate.QueueReplay.Provider;
import org.satbuddy.estimate.QueueReplay.Reply;
import org.satbuddy.task.Kind;

/** The loads on which estimates are tested, each with its AI. Every random draw is seeded. */
enum Load {
    CALM("24 tasks a minute, a quarter of them questions", 1, 1, 50, 40, Load::usualAi, it -> it.calm(0, 40)),

    CLASSES("300 chats at once every five minutes", 2, 1, 50, 40, Load::usualAi, it -> it.classes(0)),

    CLASSES_ON_TWO_NODES("the same on two nodes, asked of one", 2, 2, 25, 40, Load::usualAi, it -> it.classes(0)),

    MIXED_CLASSES("300 at once, three of ten questions", 3, 1, 50, 40, Load::usualAi, it -> it.classes(0.3)),

    FULL_HOUR("an hour, full for half of it, with questions", 1, 1, 50, 60, Load::usualAi, Tasks::rushes),

    FOUR_WORKERS("four workers, nearly full", 1, 1, 4, 30, Load::usualAi, it -> it.stream(0, 30, 0.26, Kind.CHAT)),

    SLOWER(
            "an AI three times slower from 10:00 to 20:00, slots free",
            1,
            1,
            200,
            30,
            Load::aiWithASlowTime,
            it -> it.stream(0, 30, 2, Kind.CHAT)),

    SLOWER_AND_FULL(
            "the same, slots taken", 1, 1, 50, 30, Load::aiWithASlowTime, it -> it.stream(0, 30, 1.8, Kind.CHAT)),

    COLD_CLASS("a new installation, 300 chats at once", 4, 1, 50, 1, Load::usualAi, it -> it.burst(0.3, 300, 0)),

    COLD_AND_QUICK(
            "a new installation, an AI of 2 to 8 s",
            4,
            1,
            50,
            4,
            () -> Load::quickAnswer,
            it -> it.stream(0, 4, 1, Kind.CHAT)),

    COLD_AND_SLOW(
            "a new installation, an AI of 10 to 60 s",
            4,
            1,
            50,
            4,
            () -> Load::slowAnswer,
            it -> it.stream(0, 4, 1, Kind.CHAT)),

    RATE_LIMITS(
            "calm, 15 % of calls refused for a minute", 1, 1, 50, 30, () -> Load::oftenRefused, it -> it.calm(0, 30)),

    FAULTS("calm, three calls of ten fail", 1, 1, 50, 30, () -> Load::oftenFailing, it -> it.calm(0, 30)),

    OUTAGE(
            "an AI that is away from 10:00 to 12:00",
            1,
            1,
            50,
            20,
            () -> Load::awayForTwoMinutes,
            it -> it.stream(0, 20, 1, Kind.CHAT)),

    HELD(
            "held to 100 calls a minute, 110 tasks a minute",
            1,
            1,
            50,
            12,
            Load::limitedAi,
            it -> it.stream(0, 12, 110 / 60.0, Kind.CHAT));

    /** When the AI becomes slower, s. */
    static final double SLOW_FROM = 600;

    /** When the AI recovers, s. */
    static final double SLOW_TO = 1200;

    final String title;
    private final int runs;
    private final int nodes;
    private final int workers;
    private final int minutes;
    private final Supplier<Provider> ai;
    private final Consumer<Tasks> tasks;

    Load(String title, int runs, int nodes, int workers, int minutes, Supplier<Provider> ai, Consumer<Tasks> tasks) {
        this.title = title;
        this.runs = runs;
        this.nodes = nodes;
        this.workers = workers;
        this.minutes = minutes;
        this.ai = ai;
        this.tasks = tasks;
    }

    ReplayedEstimates replay() {
        var estimates = new ReplayedEstimates();
        for (int seed = 1; seed <= runs; seed++) {
            var replay = new QueueReplay(seed, nodes, workers, ai.get());
            tasks.accept(new Tasks(replay));
            replay.run(minutes * 60);
            estimates.add(replay);
        }
        return estimates;
    }

    /** Submits the tasks of students. Times are in minutes unless named otherwise. */
    private record Tasks(QueueReplay replay) {

        void stream(double from, double to, double perSecond, Kind kind) {
            replay.stream(from * 60, to * 60, perSecond, kind);
        }

        void burst(double atSecond, int students, double questions) {
            replay.burst(atSecond, students, questions);
        }

        void calm(double from, double to) {
            stream(from, to, 0.3, Kind.CHAT);
            stream(from, to, 0.1, Kind.QUESTION);
        }

        void classes(double questions) {
            calm(0, 40);
            for (int i = 1; i <= 7; i++) {
                burst(i * 5 * 60 + 0.3, 300, questions);
            }
        }

        /** Alternates for an hour between five minutes that are too much for 50 workers and five that are not. */
        void rushes() {
            for (int from = 0; from < 60; from += 10) {
                stream(from, from + 5, 2.6, Kind.CHAT);
                stream(from, from + 5, 1, Kind.QUESTION);
                stream(from + 5, from + 10, 1.6, Kind.CHAT);
                stream(from + 5, from + 10, 0.6, Kind.QUESTION);
            }
        }
    }

    private static Provider usualAi() {
        return call -> Reply.answer(usualSeconds(call));
    }

    /** Seconds. Nine of ten calls take 5 to 30 s, and three of ten questions take two calls. */
    private static double usualSeconds(Call call) {
        double takes = logNormal(call, 12.2, 0.545);
        boolean askedTwice = call.kind() == Kind.QUESTION && call.random().nextDouble() < 0.3;
        return askedTwice ? takes + logNormal(call, 12.2, 0.545) : takes;
    }

    private static double logNormal(Call call, double median, double sigma) {
        return median * Math.exp(sigma * call.random().nextGaussian());
    }

    private static Provider aiWithASlowTime() {
        return call -> Reply.answer(usualSeconds(call) * (call.now() >= SLOW_FROM && call.now() < SLOW_TO ? 3 : 1));
    }

    private static Reply quickAnswer(Call call) {
        return Reply.answer(logNormal(call, 4, 0.42));
    }

    private static Reply slowAnswer(Call call) {
        return Reply.answer(2 * usualSeconds(call));
    }

    private static Reply oftenRefused(Call call) {
        return call.random().nextDouble() < 0.15 ? Reply.tryLater(0.3, 60) : Reply.answer(usualSeconds(call));
    }

    private static Reply oftenFailing(Call call) {
        return call.random().nextDouble() < 0.3
                ? Reply.tryLater(1, waitAfterFault(call))
                : Reply.answer(usualSeconds(call));
    }

    private static Reply awayForTwoMinutes(Call call) {
        boolean away = call.now() >= 600 && call.now() < 720;
        return away ? Reply.tryLater(1, waitAfterFault(call)) : Reply.answer(usualSeconds(call));
    }

    /** The wait after a fault, s. It is chosen as a worker chooses it. */
    private static double waitAfterFault(Call call) {
        double longest = Math.min(60, 2 << Math.min(call.attempt() - 1, 10));
        return longest * (1 + call.random().nextDouble()) / 2;
    }

    /** An AI behind a governor, which lets a call pass every 0.6 s. A held call comes again after 30 s at most. */
    private static Provider limitedAi() {
        Map<Object, Double> turns = new HashMap<>();
        double[] last = {0};
        return call -> {
            double turn = turns.computeIfAbsent(call.task(), task -> last[0] = Math.max(last[0] + 0.6, call.now()));
            double wait = turn - call.now();
            return wait <= 2 ? Reply.answer(Math.max(0, wait) + usualSeconds(call)) : Reply.notNow(Math.min(30, wait));
        };
    }
}
