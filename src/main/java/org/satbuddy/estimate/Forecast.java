package org.satbuddy.estimate;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.satbuddy.estimate.QueueDrain.ClaimTime;
import org.satbuddy.task.Kind;

/**
 * When tasks will be finished, as of one moment: within which time nine of ten such tasks are. What they wait for and
 * what they take is added up before that time is looked for: a long wait varies less than its parts, and nobody is
 * unlucky in each.
 *
 * <p>Times are in seconds.
 */
final class Forecast {

    /** How many are to be finished within what is told; a little more than nine of ten, as nothing is known exactly. */
    private static final double SHARE = 0.91;

    /** A whole second sooner will do, if it is nearer to that and not below this. */
    private static final double LEAST = 0.88;

    /** Points and weights of Gauss and Hermite, for a mean over a normal distribution. */
    private static final double[] DEVIATIONS = {-2.857, -1.3556, 0, 1.3556, 2.857};

    private static final double[] WEIGHTS = {0.01126, 0.22208, 0.53332, 0.22208, 0.01126};

    /** Further rounds of waiting that are less likely than this are left out. */
    private static final double NEGLIGIBLE = 0.005;

    /**
     * What is in the way of a task that is not claimed yet.
     *
     * @param place in the queue at the moment of the forecast, 1 for the next
     * @param overtaking tasks per second that will come and be claimed before it
     * @param slower how much longer those before it take than those that were there at that moment
     * @param notBefore until it may be claimed
     * @param held until the providers' limits have let those pass that come before it
     */
    record Obstacles(double place, Map<Kind, Double> overtaking, double slower, double notBefore, double held) {}

    private final Map<Kind, ServiceTimes> serviceTimes;
    private final QueueDrain drain;
    private final RetryStatistics retries;
    private final double patience;
    private final double life;

    /**
     * @param patience how long a task is tried and waits after its claim; then it is given up
     * @param life the same after it was accepted
     */
    Forecast(
            Map<Kind, ServiceTimes> serviceTimes,
            QueueDrain drain,
            RetryStatistics retries,
            double patience,
            double life) {
        this.serviceTimes = serviceTimes;
        this.drain = drain;
        this.retries = retries;
        this.patience = patience;
        this.life = life;
    }

    /**
     * Of a task that is not being answered.
     *
     * @param attempts that were made at it by now
     * @param age of the forecast
     */
    int unclaimed(Kind kind, int attempts, Obstacles obstacles, double age) {
        ClaimTime turn = drain.claimTime(obstacles.place(), obstacles.overtaking(), obstacles.slower());
        return within(
                seconds -> {
                    double chance = 0;
                    for (int i = 0; i < WEIGHTS.length; i++) {
                        double line = turn.mean() + DEVIATIONS[i] * turn.spread() - age;
                        double wait = Math.max(line, obstacles.notBefore());
                        double held = Math.max(0, obstacles.held() - wait);
                        chance += WEIGHTS[i] * claimed(kind, attempts + 1, seconds - wait, held);
                    }
                    return chance;
                },
                Math.min(life, obstacles.notBefore() + turn.mean() + 3 * turn.spread() + patience));
    }

    /**
     * Of a task that is being answered.
     *
     * @param attempt which one this is
     * @param age how long it has been by now
     * @param held as in {@link Obstacles}, if it should have to wait after all
     */
    int running(Kind kind, int attempt, double age, double held) {
        ServiceTimes its = serviceTimes.get(kind);
        double failing = retries.failing(age, its.reached(age));
        double cost = retries.cost(attempt);
        return within(
                seconds -> {
                    double chance = (1 - failing) * its.endedWithin(seconds, age);
                    return failing == 0 ? chance : chance + failing * claimed(kind, attempt + 1, seconds - cost, held);
                },
                patience);
    }

    double slower(Map<Kind, Double> counts) {
        return drain.slower(counts);
    }

    /** The chance that a task is finished so soon after a claim: it may fail, wait and be claimed again, a few times. */
    private double claimed(Kind kind, int attempt, double seconds, double held) {
        if (seconds >= patience) {
            return 1;
        }
        ServiceTimes its = serviceTimes.get(kind);
        double holding = held > 0 ? retries.holding() : 0;
        double failing = retries.failing();
        double chance = 0;
        double reached = 1;
        double lost = 0;
        for (int round = attempt; reached > NEGLIGIBLE && lost < seconds; round++) {
            double ended = (1 - holding) * its.endedWithin(seconds - lost, 0);
            if (holding > 0) {
                ended += holding * its.endedWithin(seconds - lost - held, 0);
            }
            chance += reached * (1 - failing) * ended;
            reached *= failing;
            lost += retries.cost(round);
        }
        return chance;
    }

    /** The whole second at which the chance is nearest to what it is to be. */
    private static int within(DoubleUnaryOperator chance, double longest) {
        int tooFew = 0;
        int enough = Math.max(1, (int) Math.ceil(longest));
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) >>> 1;
            if (chance.applyAsDouble(middle) >= SHARE) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        double sooner = tooFew == 0 ? 0 : chance.applyAsDouble(tooFew);
        return sooner >= LEAST && SHARE - sooner < chance.applyAsDouble(enough) - SHARE ? tooFew : enough;
    }
}
