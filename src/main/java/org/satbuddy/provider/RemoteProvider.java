package org.satbuddy.provider;

import static org.satbuddy.task.FailureCode.PROVIDER_UNAVAILABLE;
import static org.satbuddy.task.FailureCode.RATE_LIMITED;
import static org.satbuddy.task.FailureCode.TIMEOUT;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.satbuddy.task.Progress;
import org.satbuddy.tutor.Outcome;
import org.satbuddy.tutor.Prompt;

/** A provider that is called over the network: its failures are outcomes. */
final class RemoteProvider implements Provider {

    private static final System.Logger LOG = System.getLogger(RemoteProvider.class.getName());

    private final RemoteCall<?> call;

    RemoteProvider(RemoteCall<?> call) {
        this.call = call;
    }

    @Override
    public String name() {
        return call.provider();
    }

    @Override
    public Outcome ask(Prompt prompt, Progress progress) {
        var called = new AtomicBoolean();
        try {
            return call.complete(prompt, progress, called);
        } catch (CallFailed e) {
            LOG.log(Level.INFO, "{0}: {1}", name(), e.getMessage());
            return outcome(e);
        } catch (TimeoutException e) {
            LOG.log(Level.WARNING, "{0}: took longer than its deadline", name());
            return new Outcome.Busy(TIMEOUT, null, true);
        } catch (CircuitBreakerOpenException | BulkheadException e) {
            return new Outcome.Busy(PROVIDER_UNAVAILABLE, null, called.get());
        }
    }

    private Outcome outcome(CallFailed failure) {
        if (failure instanceof CallFailed.RetryLater later) {
            return new Outcome.Busy(RATE_LIMITED, later.after(), true);
        }
        if (failure instanceof CallFailed.TimedOut) {
            return new Outcome.Busy(TIMEOUT, null, true);
        }
        if (failure instanceof CallFailed.Terminal terminal) {
            return new Outcome.GivenUp(terminal.code(), name(), call.endpoint().model(), terminal.usage());
        }
        return new Outcome.Busy(PROVIDER_UNAVAILABLE, ((CallFailed.RetrySoon) failure).after(), true);
    }
}
