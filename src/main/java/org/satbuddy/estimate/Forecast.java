package org.satbuddy.estimate;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.satbuddy.estimate.QueueDrain.ClaimTime;
import org.satbuddy.task.Kind;

/**
 * Estimates the time within which nine of ten tasks finish, as of one moment. The distributions of waiting and
 * answering are combined before the percentile is taken. A sum of percentiles would be too long, because few tasks are
 * late in every part.
 *
 * <p>Times are in seconds.
 */
final class Forecast {

    /**
     * The share of tasks to finish within the estimate. A little over nine of ten, because the inputs are estimates
     * themselves.
     */
    private static final double TARGET_SHARE = 0.91;

    /** The smallest share at which an estimate may be a second shorter, if that is nearer to the target. */
    private static final double MIN_SHARE = 0.88;

    /** Points of a Gauss-Hermite quadrature, in standard deviations of a normal distribution. */
    private static final double[] DEVIATIONS = {-2.857, -1.3556, 0, 1.3556, 2.857};

    private static final double[] WEIGHTS = {0.01126, 0.22208, 0.53332, 0.22208, 0.01126};

    /** Further retries that are less likely than this are left out. */
    private static final double NEGLIGIBLE = 0.005;

    /**
     * Everything that delays a task before its claim.
     *
     * @param place the task's place in the queue at the time of the sample, 1 for the next
     * @param overtaking tasks per second that will arrive and be claimed before the task
     * @param slower the result of {@link QueueDrain#slower} for the tasks that wait now
     * @param notBefore time until the task may be claimed
     * @param held time until the tasks before this one have passed the providers' limits
     */
    record Obstacles(double place, Map<Kind, Double> overtaking, double slower, double notBefore, double held) {}

    private final Map<Kind, ServiceTimes> serviceTimes;
    private final QueueDrain drain;
    private final RetryStatistics retries;
    private final double patience;
    private final double life;

    /**
     * @param patience longest time from the claim of a task until it is given up
     * @param life longest time from the acceptance of a task until it is given up
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
     * The estimate for a task that is not being answered.
     *
     * @param attempts the number of attempts made so far
     * @param age the age of the forecast
     * @return whole seconds, at least 1
     */
    int unclaimed(Kind kind, int attempts, Obstacles obstacles, double age) {
        ClaimTime claim = drain.claimTime(obstacles.place(), obstacles.overtaking(), obstacles.slower());
        return within(
                seconds -> {
                    double chance = 0;
                    for (int i = 0; i < WEIGHTS.length; i++) {
                        double untilClaim = claim.mean() + DEVIATIONS[i] * claim.spread() - age;
                        double wait = Math.max(untilClaim, obstacles.notBefore());
                        double held = Math.max(0, obstacles.held() - wait);
                        chance += WEIGHTS[i] * claimed(kind, attempts + 1, seconds - wait, held);
                    }
                    return chance;
                },
                Math.min(life, obstacles.notBefore() + claim.mean() + 3 * claim.spread() + patience));
    }

    /**
     * The estimate for a task that is being answered.
     *
     * @param attempt the number of the running attempt, from 1
     * @param age the age of the attempt
     * @param held as in {@link Obstacles}, if the attempt fails
     * @return whole seconds, at least 1
     */
    int running(Kind kind, int attempt, double age, double held) {
        ServiceTimes times = serviceTimes.get(kind);
        double failing = retries.failing(age, times.reached(age));
        double cost = retries.cost(attempt);
        return within(
                seconds -> {
                    double chance = (1 - failing) * times.endedWithin(seconds, age);
                    return failing == 0 ? chance : chance + failing * claimed(kind, attempt + 1, seconds - cost, held);
                },
                patience);
    }

    /** The same as {@link QueueDrain#slower}. */
    double slower(Map<Kind, Double> counts) {
        return drain.slower(counts);
    }

    /** The chance that a task finishes within {@code seconds} of a claim, failed attempts and retries included. */
    private double claimed(Kind kind, int attempt, double seconds, double held) {
        if (seconds >= patience) {
            return 1;
        }
        ServiceTimes times = serviceTimes.get(kind);
        double holding = held > 0 ? retries.holding() : 0;
        double failing = retries.failing();
        double chance = 0;
        double reached = 1;
        double lost = 0;
        for (int round = attempt; reached > NEGLIGIBLE && lost < seconds; round++) {
            double ended = (1 - holding) * times.endedWithin(seconds - lost, 0);
            if (holding > 0) {
                ended += holding * times.endedWithin(seconds - lost - held, 0);
            }
            chance += reached * (1 - failing) * ended;
            reached *= failing;
            lost += retries.cost(round);
        }
        return chance;
    }

    /** The whole second at which the chance is nearest to the target share. */
    private static int within(DoubleUnaryOperator chance, double longest) {
        int tooFew = 0;
        int enough = Math.max(1, (int) Math.ceil(longest));
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) >>> 1;
            if (chance.applyAsDouble(middle) >= TARGET_SHARE) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        double sooner = tooFew == 0 ? 0 : chance.applyAsDouble(tooFew);
        return sooner >= MIN_SHARE && TARGET_SHARE - sooner < chance.applyAsDouble(enough) - TARGET_SHARE
                ? tooFew
                : enough;
    }
}
