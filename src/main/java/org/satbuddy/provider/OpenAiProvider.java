package org.satbuddy.provider;

import static org.satbuddy.task.FailureCode.PROVIDER_UNAVAILABLE;
import static org.satbuddy.task.FailureCode.RATE_LIMITED;
import static org.satbuddy.task.FailureCode.TIMEOUT;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.satbuddy.config.Settings;
import org.satbuddy.task.Progress;
import org.satbuddy.tutor.Outcome;
import org.satbuddy.tutor.Prompt;

/** Any server that speaks OpenAI's chat completions: OpenAI, Azure, OpenRouter, Ollama, vLLM, LM Studio. */
@ApplicationScoped
class OpenAiProvider implements Provider {

    private static final System.Logger LOG = System.getLogger(OpenAiProvider.class.getName());

    @Inject
    Settings settings;

    @Inject
    OpenAiCall call;

    @Override
    public String name() {
        return OPENAI;
    }

    @Override
    public Outcome ask(Prompt prompt, Progress progress) {
        var called = new AtomicBoolean();
        try {
            return call.complete(prompt, progress, called);
        } catch (CallFailed e) {
            LOG.log(Level.INFO, "{0}: {1}", OPENAI, e.getMessage());
            return outcome(e);
        } catch (TimeoutException e) {
            LOG.log(Level.WARNING, "{0}: took longer than its deadline", OPENAI);
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
            String model = settings.providers().openai().model();
            return new Outcome.GivenUp(terminal.code(), OPENAI, model, terminal.usage());
        }
        return new Outcome.Busy(PROVIDER_UNAVAILABLE, ((CallFailed.RetrySoon) failure).after(), true);
    }
}
