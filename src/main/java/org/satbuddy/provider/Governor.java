package org.satbuddy.provider;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.satbuddy.provider.RateLimitHeaders.LimitReading;
import org.satbuddy.task.Usage;

/**
 * Holds back calls that the provider would refuse. Each call asks the governor first and reports its result. The
 * governor learns from the limits in the headers of every reply ({@link QuotaBucket}), from the pauses that the
 * provider asks for, and from refusals without numbers ({@link AdaptiveRate}). While it knows of no limit, it only
 * limits how fast a crowd of calls starts ({@link SlowStart}).
 *
 * <p>Each held call gets its own time to retry ({@link RetrySlots}). A call that comes again goes before calls that
 * ask for the first time.
 *
 * <p>Several nodes and other applications share a limit without knowing of each other. The remaining amount in a reply
 * is what remains for all of them, so each node sees what the others took. Each node leaves the last tenth unused: all
 * nodes together may take that much before they see each other. Each node also assumes that during each of its calls
 * others take as much as they did lately. Without headers, each node slows down when it is refused and speeds up when
 * it is not, as TCP senders do.
 *
 * <p>Thread-safe. A thread waits here only for another thread's short arithmetic.
 */
final class Governor {

    /**
     * The longest time for which all calls are held. A longer pause is not caused by a limit per minute. After this
     * time without a call, one call tests whether a limit still holds.
     */
    static final Duration LONGEST_HOLD = Duration.ofMinutes(5);

    /** A limit is forgotten if no reply reports it for this long. */
    private static final long REMEMBERED = Duration.ofMinutes(10).toNanos();

    /** The assumed output tokens of an answer before the first answer. */
    private static final double FIRST_GUESS = 500;

    /** The weight of one answer in the moving average of the length of answers. */
    private static final double NEWEST_WEIGHT = 0.1;

    /**
     * The most use that is assumed per call beyond this node's estimate. For tokens this is a whole answer, because
     * some providers count the maximum tokens of an answer until it is complete.
     */
    private static final Map<Quota, Double> MOST_UNEXPLAINED = Map.of(
            Quota.REQUESTS, 2.0,
            Quota.TOKENS, (double) RequestBody.MOST_TOKENS,
            Quota.INPUT_TOKENS, (double) RequestBody.MOST_TOKENS,
            Quota.OUTPUT_TOKENS, (double) RequestBody.MOST_TOKENS);

    private final LongSupplier nanos;
    private final long beginning;
    private final Clock clock;

    private final Map<Quota, QuotaBucket> buckets = new EnumMap<>(Quota.class);
    private final AdaptiveRate rate;
    private final SlowStart slowStart = new SlowStart();
    private final RetrySlots slots = new RetrySlots();
    private final Set<Permit> underWay = new HashSet<>();

    private Cost spent = Cost.NONE;
    private double outputTokens = FIRST_GUESS;
    private long heldUntil;

    /** The decision whether a call may be made now. */
    sealed interface CallDecision permits Permit, Hold {}

    /** The call may not be made yet. The caller asks again after that time. */
    record Hold(Duration after) implements CallDecision {}

    /**
     * @param nanos a monotonic time, such as {@link System#nanoTime()}
     * @param clock compared with the dates in headers
     * @param longestGuess the longest hold after a refusal that names no time
     */
    Governor(LongSupplier nanos, Clock clock, Duration longestGuess) {
        this.nanos = nanos;
        this.beginning = nanos.getAsLong();
        this.clock = clock;
        this.rate = new AdaptiveRate(longestGuess);
    }

    /**
     * Decides on a call. The caller must close a {@link Permit}. Each {@link Hold} names a time of its own.
     *
     * @param inputTokens the estimated tokens of the prompt
     * @param waited whether the call was held before, here or on another node, or its task has begun
     */
    synchronized CallDecision ask(double inputTokens, boolean waited) {
        long now = now();
        var cost = new Cost(1, inputTokens, Math.min(outputTokens, RequestBody.MOST_TOKENS));
        if (waited) {
            slots.arrive(now);
        }
        long ready = ready(cost, waited ? 0 : slots.due(now), now);
        return ready > now ? new Hold(turn(ready, cost, now)) : admit(cost, now);
    }

    private Permit admit(Cost cost, long now) {
        take(cost, now);
        var permit = new Permit(this, cost);
        underWay.add(permit);
        return permit;
    }

    private void take(Cost cost, long now) {
        buckets.values().forEach(bucket -> bucket.take(cost, now));
        rate.take(now);
        slowStart.take(now);
    }

    /** When there is room for a call after {@code ahead} others. */
    private long ready(Cost cost, int ahead, long now) {
        long ready = Math.max(heldUntil, rate.readyAt(ahead, now));
        if (isWithoutLimit(now)) {
            ready = Math.max(ready, slowStart.readyAt(ahead, now));
        }
        for (QuotaBucket bucket : buckets.values()) {
            ready = Math.max(ready, bucket.readyAt(cost, ahead, now));
        }
        return ready;
    }

    /** Whether no limit is known. */
    private boolean isWithoutLimit(long now) {
        return buckets.isEmpty() && !rate.isKnown(now);
    }

    private Duration turn(long ready, Cost cost, long now) {
        return Duration.ofNanos(slots.reserve(ready, gap(cost, now), now) - now);
    }

    private long gap(Cost cost, long now) {
        double gap = isWithoutLimit(now) ? slowStart.gap(slots.length(), now) : 0;
        for (QuotaBucket bucket : buckets.values()) {
            gap = Math.max(gap, bucket.gap(cost));
        }
        if (rate.isKnown(now) || (buckets.isEmpty() && heldUntil > now)) {
            gap = Math.max(gap, rate.gap(now));
        }
        return Math.round(gap);
    }

    /** @see Permit#send() */
    synchronized void sent(Permit permit) {
        long now = now();
        if (permit.isSent()) {
            take(permit.cost(), now);
        }
        spent = spent.plus(permit.cost());
        rate.sent(now);
        permit.markSent(new QuotaBucket.Mark(now, spent));
    }

    /**
     * @return whether the reply reports a limit that is used up, or nearly
     * @see Permit#replied(int, Function)
     */
    boolean replied(Permit permit, int status, Function<String, String> header) {
        List<LimitReading> readings = RateLimitHeaders.of(header, clock.instant());
        learn(permit, status >= 200 && status < 300, readings);
        return readings.stream().anyMatch(reading -> reading.isShortOf(permit.cost()));
    }

    private synchronized void learn(Permit permit, boolean passed, List<LimitReading> readings) {
        long now = now();
        for (LimitReading reading : readings) {
            Quota quota = reading.quota();
            buckets.computeIfAbsent(quota, key -> new QuotaBucket(quota, MOST_UNEXPLAINED.get(quota)))
                    .read(reading, permit.sentMark(), spent, unanswered(permit, quota), now);
        }
        if (passed) {
            rate.passed(permit.sentMark().at());
            buckets.values().removeIf(bucket -> now - bucket.reportedAt() > REMEMBERED);
        }
    }

    /** What the calls sent up to this one, and the calls not sent yet, may still use up. */
    private double unanswered(Permit permit, Quota quota) {
        double sum = 0;
        for (Permit other : underWay) {
            QuotaBucket.Mark sent = other.sentMark();
            if (sent == null) {
                sum += other.cost().of(quota);
            } else if (!sent.isAfter(permit.sentMark())) {
                sum += other.cost().ofTheAnswer(quota);
            }
        }
        return sum;
    }

    /** @see Permit#answered(Usage) */
    synchronized void answered(Usage usage) {
        if (usage.outputTokens() > 0) {
            outputTokens += (usage.outputTokens() - outputTokens) * NEWEST_WEIGHT;
        }
    }

    /** @see Permit#refused(Duration) */
    synchronized Duration refused(Permit permit, Duration after) {
        long now = now();
        // If the limits in the headers leave room, the provider has another limit.
        boolean bare = !permit.wasShortOfSomething() || (after == null && ready(permit.cost(), 0, now) <= now);
        if (bare) {
            long guess = rate.refused(permit.sentMark().at(), now);
            // A call that comes again at once would only be refused again.
            hold(now + (isToBeHeld(after) && !after.isZero() ? after.toNanos() : guess));
            rate.resume(heldUntil);
        } else if (isToBeHeld(after)) {
            hold(now + after.toNanos());
        }
        boolean unknown = after == null ? bare : !isToBeHeld(after);
        return unknown ? after : turn(ready(permit.cost(), 0, now), permit.cost(), now);
    }

    /** @see Permit#overloaded(Duration) */
    synchronized Duration overloaded(Permit permit, Duration after) {
        if (!isToBeHeld(after)) {
            return after;
        }
        long now = now();
        hold(now + after.toNanos());
        return turn(ready(permit.cost(), 0, now), permit.cost(), now);
    }

    private static boolean isToBeHeld(Duration after) {
        return after != null && after.compareTo(LONGEST_HOLD) <= 0;
    }

    private void hold(long until) {
        heldUntil = Math.max(heldUntil, until);
    }

    /** @see Permit#close() */
    synchronized void over(Permit permit) {
        if (underWay.remove(permit) && !permit.isSent()) {
            long now = now();
            buckets.values().forEach(bucket -> bucket.giveBack(permit.cost(), now));
            rate.giveBack(now);
            slowStart.giveBack(now);
        }
    }

    private long now() {
        return nanos.getAsLong() - beginning;
    }
}
