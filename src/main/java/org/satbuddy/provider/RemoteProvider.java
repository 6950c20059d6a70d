package org.satbuddy.provider;

import static org.satbuddy.task.FailureCode.PROVIDER_UNAVAILABLE;
import static org.satbuddy.task.FailureCode.RATE_LIMITED;
import static org.satbuddy.task.FailureCode.TIMEOUT;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.satbuddy.log.LimitedLog;
import org.satbuddy.task.Answer;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Progress;
import org.satbuddy.tutor.Prompt;

/**
 * Calls a provider over the network once its governor lets the call through. A failure becomes an answer, too.
 */
final class RemoteProvider implements Provider {

    /** The longest that a thread waits for the governor. For a longer hold, the task is put off. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private static final System.Logger LOG = LimitedLog.of(RemoteProvider.class);

    private final RemoteCall<?> call;
    private final Governor governor;

    RemoteProvider(RemoteCall<?> call, Governor governor) {
        this.call = call;
        this.governor = governor;
    }

    @Override
    public String name() {
        return call.provider();
    }

    @Override
    public Answer ask(Prompt prompt, Progress progress) {
        Governor.CallDecision decision = await(prompt, progress);
        if (decision instanceof Governor.Hold hold) {
            return new Answer.TryLater(RATE_LIMITED, hold.after(), false);
        }
        try (Permit permit = (Permit) decision) {
            return call(prompt, progress, permit);
        }
    }

    /**
     * Waits for the governor. This happens before the breaker and the bulkhead, so a waiting call takes no place in the
     * bulkhead and does not count in the breaker's statistics.
     */
    private Governor.CallDecision await(Prompt prompt, Progress progress) {
        double tokens = TokenEstimate.of(prompt);
        Governor.CallDecision decision = governor.ask(tokens, prompt.waited());
        if (decision instanceof Permit) {
            return decision;
        }
        var stopped = new CountDownLatch(1);
        progress.onStop(stopped::countDown);
        Duration left = LONGEST_PAUSE;
        while (decision instanceof Governor.Hold hold && hold.after().compareTo(left) <= 0) {
            left = left.minus(hold.after());
            if (!pause(hold.after(), stopped)) {
                return hold;
            }
            decision = governor.ask(tokens, true);
        }
        return decision;
    }

    /** Returns false if the wait was cut short, because the task was stopped or the thread interrupted. */
    private static boolean pause(Duration time, CountDownLatch stopped) {
        try {
            return !stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Answer call(Prompt prompt, Progress progress, Permit permit) {
        try {
            Answer.Completed completed = call.complete(prompt, progress, permit);
            permit.answered(completed.usage());
            return completed;
        } catch (CallFailed e) {
            log(e);
            return answer(e, permit);
        } catch (TimeoutException e) {
            LOG.log(Level.WARNING, name() + ": took longer than its deadline");
            return new Answer.TryLater(TIMEOUT, null, true);
        } catch (CircuitBreakerOpenException | BulkheadException e) {
            return new Answer.TryLater(PROVIDER_UNAVAILABLE, null, permit.isSent());
        }
    }

    /** What no retry mends is for the administrator. */
    private void log(CallFailed failure) {
        if (failure.code() == FailureCode.PROVIDER_REJECTED) {
            LOG.log(Level.WARNING, "{0}: {1}", name(), failure.told(name()));
        } else {
            LOG.log(Level.INFO, name() + ": " + failure.told(name()));
        }
    }

    private Answer answer(CallFailed failure, Permit permit) {
        if (failure instanceof CallFailed.Terminal terminal) {
            permit.answered(terminal.usage());
            return new Answer.Failed(terminal.code(), name(), call.endpoint().model(), terminal.usage());
        }
        return new Answer.TryLater(failure.code(), retryAfter(failure, permit), true);
    }

    private static Duration retryAfter(CallFailed failure, Permit permit) {
        if (failure instanceof CallFailed.RetryLater) {
            return permit.refused(failure.after());
        }
        return failure instanceof CallFailed.Overloaded ? permit.overloaded(failure.after()) : null;
    }
}
