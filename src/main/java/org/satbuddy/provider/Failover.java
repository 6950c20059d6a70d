package org.satbuddy.provider;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
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
 * <tr><td>busy, and asks for a short wait, before there was any</td><td>wait for it</td></tr>
 * <tr><td>busy otherwise: a long wait, a wait in vain, an open breaker, faults, silence</td><td>next</td></tr>
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

    /** @param applies to an outcome, and to whether the request was put off before */
    private record Row(BiPredicate<Outcome, Boolean> applies, Failover decision) {}

    private static final List<Row> ROWS = List.of(
            new Row((outcome, waited) -> outcome instanceof Outcome.Replied, DONE),
            new Row(
                    (outcome, waited) -> outcome instanceof Outcome.GivenUp givenUp
                            && BROUGHT_ABOUT_BY_THE_REQUEST.contains(givenUp.code()),
                    DONE),
            new Row((outcome, waited) -> outcome instanceof Outcome.GivenUp, NEXT),
            new Row(
                    (outcome, waited) -> outcome instanceof Outcome.Busy busy
                            && !waited
                            && busy.after() != null
                            && busy.after().compareTo(SHORT_WAIT) <= 0,
                    WAIT),
            new Row((outcome, waited) -> outcome instanceof Outcome.Busy, NEXT));

    /** @param waited whether the request was put off before */
    static Failover after(Outcome outcome, boolean waited) {
        return ROWS.stream()
                .filter(row -> row.applies().test(outcome, waited))
                .findFirst()
                .orElseThrow()
                .decision();
    }
}
