package org.satbuddy.provider;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.satbuddy.standin.RateLimiter;
import org.satbuddy.task.Usage;

/**
 * Simulates a crowd of tasks and a provider that limits calls, in virtual time. Tasks wait in one queue. The workers
 * of all nodes take them, call the provider, and put off tasks that it cannot answer now. Delays are realistic: an
 * answer takes 5 to 30 s, the ring for a due task up to a second. Tasks wait without limit.
 */
final class RateLimitSimulation {

    /** The hints that a provider gives its callers. */
    enum Hints {
        LIMITS,
        RETRY_AFTER,
        NOTHING
    }

    /**
     * @param workers workers per node, each with one call at a time
     * @param requestsPerMinute 0 for no limit
     * @param tokensPerMinute 0 for no limit
     * @param countsAnswers whether the provider counts the tokens of an answer when it is complete, rather than the
     *     most allowed before
     * @param perMinute how many tasks arrive per minute; 0 for all at once
     * @param unstreamed the part of the answers that arrive in one piece, together with their headers
     */
    record Scenario(
            int nodes,
            int workers,
            long requestsPerMinute,
            long tokensPerMinute,
            boolean countsAnswers,
            Hints hints,
            int tasks,
            double perMinute,
            double unstreamed) {}

    /**
     * @param refused calls answered with 429
     * @param minutes from the first task to the last answer
     * @param longestWait the longest time from the arrival of a task to its first call
     */
    record Figures(int answered, int refused, double minutes, Duration longestWait) {

        double perMinute() {
            return answered / minutes;
        }
    }

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** The default of {@code satbuddy.retry.later.delay}, which the governor is compared with. */
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private static final class SimulatedTask {
        private double estimatedInput;
        private long input;
        private long output;
        private Duration untilHeaders;
        private Duration untilAnswered;
        private long came;
        private boolean waited;
        private boolean called;
    }

    private final class SimulatedNode {
        private final Governor governor = governed ? new Governor(time::nanos, time, A_MINUTE) : null;
        private int free = scenario.workers();
    }

    private final Scenario scenario;
    private final boolean governed;
    private final Random random;
    private final VirtualTime time = new VirtualTime();
    private final RateLimiter limiter;
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private final Queue<SimulatedTask> queue = new ArrayDeque<>();
    private int answered;
    private int refused;
    private long longestWait;

    /** @param governed whether each node has a {@link Governor}; if not, a refused task waits a minute */
    private RateLimitSimulation(Scenario scenario, boolean governed, long seed) {
        this.scenario = scenario;
        this.governed = governed;
        this.random = new Random(seed);
        this.limiter = new RateLimiter(scenario.requestsPerMinute(), scenario.tokensPerMinute());
        for (int i = 0; i < scenario.nodes(); i++) {
            nodes.add(new SimulatedNode());
        }
    }

    static Figures of(Scenario scenario, boolean governed, long seed) {
        return new RateLimitSimulation(scenario, governed, seed).run();
    }

    private Figures run() {
        var arrival = Duration.ZERO;
        for (int i = 0; i < scenario.tasks(); i++) {
            if (scenario.perMinute() > 0) {
                arrival = arrival.plus(seconds(-Math.log(1 - random.nextDouble()) * 60 / scenario.perMinute()));
            }
            SimulatedTask task = task();
            task.came = time.nanos() + arrival.toNanos();
            time.after(arrival, () -> ring(task));
        }
        time.run();
        return new Figures(answered, refused, time.nanos() / 60e9, Duration.ofNanos(longestWait));
    }

    private SimulatedTask task() {
        var task = new SimulatedTask();
        task.estimatedInput = between(200, 2_200);
        task.input = Math.round(task.estimatedInput * between(0.7, 1.3));
        task.output = Math.round(between(100, 1_300));
        task.untilAnswered = seconds(between(5, 30));
        task.untilHeaders =
                random.nextDouble() < scenario.unstreamed() ? task.untilAnswered : seconds(between(0.4, 1.4));
        return task;
    }

    private void ring(SimulatedTask task) {
        queue.add(task);
        dispatch();
    }

    private void dispatch() {
        while (!queue.isEmpty()) {
            List<SimulatedNode> idle =
                    nodes.stream().filter(node -> node.free > 0).toList();
            if (idle.isEmpty()) {
                return;
            }
            SimulatedNode node = idle.get(random.nextInt(idle.size()));
            node.free--;
            work(node, queue.remove());
        }
    }

    private void work(SimulatedNode node, SimulatedTask task) {
        if (governed) {
            ask(node, task, RemoteProvider.LONGEST_PAUSE);
        } else {
            call(node, task, null);
        }
    }

    /** Does what {@link RemoteProvider} does, without a thread. */
    private void ask(SimulatedNode node, SimulatedTask task, Duration left) {
        Governor.CallDecision decision = node.governor.ask(task.estimatedInput, task.waited);
        if (decision instanceof Permit permit) {
            permit.send();
            call(node, task, permit);
            return;
        }
        Duration after = ((Governor.Hold) decision).after();
        task.waited = true;
        if (after.compareTo(left) <= 0) {
            time.after(after.plus(late()), () -> ask(node, task, left.minus(after)));
        } else {
            putOff(node, task, after);
        }
    }

    /** A thread wakes up late if no processor is free. */
    private Duration late() {
        return seconds(between(0, 0.01));
    }

    private void putOff(SimulatedNode node, SimulatedTask task, Duration wait) {
        task.waited = true;
        node.free++;
        time.after(wait.plus(seconds(random.nextDouble())), () -> ring(task));
        dispatch();
    }

    /** @param permit null without a governor */
    private void call(SimulatedNode node, SimulatedTask task, Permit permit) {
        if (!task.called) {
            task.called = true;
            longestWait = Math.max(longestWait, time.nanos() - task.came);
        }
        time.after(seconds(between(0.02, 0.06)), () -> {
            RateLimiter.Verdict verdict = limiter.ask(wanted(task), time.nanos());
            if (verdict.admitted()) {
                answer(node, task, permit, hints(verdict));
            } else {
                refused++;
                time.after(seconds(between(0.03, 0.1)), () -> refuse(node, task, permit, hints(verdict)));
            }
        });
    }

    private long wanted(SimulatedTask task) {
        return scenario.countsAnswers() ? task.input : Math.max(RequestBody.MOST_TOKENS, task.input);
    }

    private Map<String, String> hints(RateLimiter.Verdict verdict) {
        Map<String, String> headers = new HashMap<>();
        if (scenario.hints() == Hints.LIMITS) {
            headers.putAll(verdict.headers());
        }
        if (scenario.hints() != Hints.NOTHING && !verdict.admitted()) {
            headers.put("Retry-After", Long.toString((long) Math.ceil(verdict.retryAfter())));
        }
        return headers;
    }

    private void refuse(SimulatedNode node, SimulatedTask task, Permit permit, Map<String, String> headers) {
        Duration after = null;
        if (permit != null) {
            permit.replied(429, headers::get);
            after = permit.refused(RetryAfter.of(headers::get, time.instant()));
            permit.close();
        }
        putOff(node, task, after == null ? A_MINUTE : after);
    }

    private void answer(SimulatedNode node, SimulatedTask task, Permit permit, Map<String, String> headers) {
        if (permit != null) {
            time.after(task.untilHeaders, () -> permit.replied(200, headers::get));
        }
        time.after(task.untilAnswered, () -> {
            if (scenario.countsAnswers()) {
                limiter.charge(task.output, time.nanos());
            }
            if (permit != null) {
                permit.answered(new Usage(task.input, task.output));
                permit.close();
            }
            answered++;
            node.free++;
            dispatch();
        });
    }

    private double between(double least, double most) {
        return least + random.nextDouble() * (most - least);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * SECOND.toNanos()));
    }
}
