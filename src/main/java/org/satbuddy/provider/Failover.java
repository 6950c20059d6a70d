package org.satbuddy.provider;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.satbuddy.task.FailureCode;
import org.satbuddy.tutor.Outcome;

/**
 * Whether the next provider is asked: the first row that applies to an outcome decides.
 *
 * <table>
 * <caption>The policy</caption>
 * <tr><td>answered</td><td>done</td></tr>
 * <tr><td>refused, filtered, too long, cancelled: the request brought it about</td><td>done; never shopped around</td></tr>
 * <tr><td>rejected: bad key, used-up quota, unknown model</td><td>next</td></tr>
 * <tr><td>busy, and asks for a short wait</td><td>wait for it</td></tr>
 * <tr><td>busy otherwise: a long wait, an open breaker, faults, silence</td><td>next</td></tr>
 * </table>
 */
enum Failover {
    DONE,
    WAIT,
    NEXT;

    /** Shorter than what a change of the voice in the middle of a conversation is worth. */
    static final Duration SHORT_WAIT = Duration.ofSeconds(5);

    private static final Set<FailureCode> BROUGHT_ABOUT_BY_THE_REQUEST =
            Set.of(FailureCode.REFUSED, FailureCode.FILTERED, FailureCode.TOO_LONG, FailureCode.CANCELLED);

    private record Row(Predicate<Outcome> applies, Failover decision) {}

    private static final List<Row> ROWS = List.of(
            new Row(Outcome.Replied.class::isInstance, DONE),
            new Row(
                    outcome -> outcome instanceof Outcome.GivenUp givenUp
                            && BROUGHT_ABOUT_BY_THE_REQUEST.contains(givenUp.code()),
                    DONE),
            new Row(Outcome.GivenUp.class::isInstance, NEXT),
            new Row(
                    outcome -> outcome instanceof Outcome.Busy busy
                            && busy.after() != null
                            && busy.after().compareTo(SHORT_WAIT) <= 0,
                    WAIT),
            new Row(Outcome.Busy.class::isInstance, NEXT));

    static Failover after(Outcome outcome) {
        return ROWS.stream()
                .filter(row -> row.applies().test(outcome))
                .findFirst()
                .orElseThrow()
                .decision();
    }
}
