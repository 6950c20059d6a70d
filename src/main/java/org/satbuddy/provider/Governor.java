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
 * Holds calls of one provider back before it would refuse them. It is asked before each call and told what became of
 * it, and learns from that: from the limits in the headers of every reply ({@link QuotaBucket}), from the pauses that a
 * provider asks for, and from bare refusals ({@link AdaptiveRate}). As long as it knows of no limit, it lets every call
 * through, of a crowd within moments ({@link SlowStart}).
 *
 * <p>Those who are put off are each told a time of their own ({@link RetrySlots}). When they come again they go
 * before those who ask for the first time.
 *
 * <p>Several nodes, and other applications, share a limit without knowing of each other. What a reply says remains is
 * what remains for all of them, so each sees what the others took. Each leaves the last tenth alone: that is what all
 * may take at once before they see each other. And each reckons that with every call of its own as much goes beside
 * it as lately did. Where the headers say nothing, each slows down by itself when it is refused and gets faster by
 * itself when it is not, as senders share a line in TCP.
 *
 * <p>Safe for use by many threads; none waits here for anything but a few moments' arithmetic of another.
 */
final class Governor {

    /** What asks for more is no limit of the minute: whether it is over is found out by a call now and then. */
    static final Duration LONGEST_HOLD = Duration.ofMinutes(5);

    /** A limit that no reply told of for so long is forgotten. */
    private static final long REMEMBERED = Duration.ofMinutes(10).toNanos();

    /** Output tokens of an answer, before there was one. */
    private static final double FIRST_GUESS = 500;

    /** How much one answer more says of the length of the next. */
    private static final double NEWS = 0.1;

    /** Of others' requests; and of tokens, since some providers count the most allowed until they know better. */
    private static final Map<Quota, Double> MOST_BESIDE = Map.of(
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

    /** Whether a call may be made now. */
    sealed interface CallDecision permits Permit, Hold {}

    /** Not yet: to be asked again after that time. */
    record Hold(Duration after) implements CallDecision {}

    /**
     * @param nanos a steady time, such as {@link System#nanoTime()}
     * @param clock for the dates in headers
     * @param longestGuess for how long to hold calls at most after a refusal without any hint
     */
    Governor(LongSupplier nanos, Clock clock, Duration longestGuess) {
        this.nanos = nanos;
        this.beginning = nanos.getAsLong();
        this.clock = clock;
        this.rate = new AdaptiveRate(longestGuess);
    }

    /**
     * Decides on a call. A {@link Permit} has to be closed; a {@link Hold} is a time of its own for each who asks.
     *
     * @param inputTokens what will be sent, estimated
     * @param waited whether the call was put off before, here or on another node
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

    /** When there is room for a call, behind so many others. */
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

    /** Whether nothing is known of any. */
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
        permit.goesAs(new QuotaBucket.Mark(now, spent));
    }

    /**
     * @return whether the reply says of a limit that it is used up, or nearly
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
            buckets.computeIfAbsent(quota, key -> new QuotaBucket(quota, MOST_BESIDE.get(quota)))
                    .read(reading, permit.sentAs(), spent, unanswered(permit, quota), now);
        }
        if (passed) {
            rate.passed(permit.sentAs().at());
            buckets.values().removeIf(bucket -> now - bucket.toldAt() > REMEMBERED);
        }
    }

    /** What may still be used up by calls that had been let in when this one was sent. */
    private double unanswered(Permit permit, Quota quota) {
        double sum = 0;
        for (Permit other : underWay) {
            QuotaBucket.Mark sent = other.sentAs();
            if (sent == null) {
                sum += other.cost().of(quota);
            } else if (!sent.isAfter(permit.sentAs())) {
                sum += other.cost().ofTheAnswer(quota);
            }
        }
        return sum;
    }

    /** @see Permit#answered(Usage) */
    synchronized void answered(Usage usage) {
        if (usage.outputTokens() > 0) {
            outputTokens += (usage.outputTokens() - outputTokens) * NEWS;
        }
    }

    /** @see Permit#refused(Duration) */
    synchronized Duration refused(Permit permit, Duration after) {
        long now = now();
        // Where what it told of leaves room, it has another limit.
        boolean bare = !permit.wasShortOfSomething() || (after == null && ready(permit.cost(), 0, now) <= now);
        if (bare) {
            long guess = rate.refused(permit.sentAs().at(), now);
            // Who is told to come again at once would only be refused again.
            hold(now + (isToBeHeld(after) && !after.isZero() ? after.toNanos() : guess));
            rate.resume(heldUntil);
        } else if (isToBeHeld(after)) {
            hold(now + after.toNanos());
        }
        boolean untold = after == null ? bare : !isToBeHeld(after);
        return untold ? after : turn(ready(permit.cost(), 0, now), permit.cost(), now);
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
