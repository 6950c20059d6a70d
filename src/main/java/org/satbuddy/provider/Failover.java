package org.satbuddy.provider;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.satbuddy.task.Answer;
import org.satbuddy.task.FailureCode;

/**
 * Decides whether the next provider is asked. The first row that applies to an answer decides.
 *
 * <table>
 * <caption>The policy</caption>
 * <tr><td>answered</td><td>done</td></tr>
 * <tr><td>refused, filtered, too long, cancelled: the request is the cause</td><td>done; no other is asked</td></tr>
 * <tr><td>rejected: bad key, used-up quota, unknown model</td><td>next</td></tr>
 * <tr><td>busy, asks for a short wait, and the request has neither waited nor begun</td><td>wait</td></tr>
 * <tr><td>busy otherwise: a long wait, a second wait, an open breaker, faults, silence</td><td>next</td></tr>
 * </table>
 */
enum Failover {
    DONE,
    WAIT,
    NEXT;

    /** A wait this short is better than another model in the middle of a conversation. */
    static final Duration SHORT_WAIT = Duration.ofSeconds(5);

    private static final Set<FailureCode> CAUSED_BY_THE_REQUEST =
            Set.of(FailureCode.REFUSED, FailureCode.FILTERED, FailureCode.TOO_LONG, FailureCode.CANCELLED);

    /** @param applies tests an answer, and whether the request was put off before, or has begun */
    private record Row(BiPredicate<Answer, Boolean> applies, Failover decision) {}

    private static final List<Row> ROWS = List.of(
            new Row((answer, waited) -> answer instanceof Answer.Completed, DONE),
            new Row(
                    (answer, waited) ->
                            answer instanceof Answer.Failed failed && CAUSED_BY_THE_REQUEST.contains(failed.code()),
                    DONE),
            new Row((answer, waited) -> answer instanceof Answer.Failed, NEXT),
            new Row(
                    (answer, waited) -> answer instanceof Answer.TryLater busy
                            && !waited
                            && busy.after() != null
                            && busy.after().compareTo(SHORT_WAIT) <= 0,
                    WAIT),
            new Row((answer, waited) -> answer instanceof Answer.TryLater, NEXT));

    /** @param waited whether the request was put off before, or has begun */
    static Failover after(Answer answer, boolean waited) {
        return ROWS.stream()
                .filter(row -> row.applies().test(answer, waited))
                .findFirst()
                .orElseThrow()
                .decision();
    }
}
