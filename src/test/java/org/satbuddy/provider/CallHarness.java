package org.satbuddy.provider;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.satbuddy.config.Settings;
import org.satbuddy.config.SettingsBuilder;
import org.satbuddy.provider.CallFailed.Overloaded;
import org.satbuddy.provider.CallFailed.RetryLater;
import org.satbuddy.provider.CallFailed.RetrySoon;
import org.satbuddy.provider.CallFailed.Terminal;
import org.satbuddy.provider.CallFailed.TimedOut;
import org.satbuddy.standin.ReceivedRequest;
import org.satbuddy.standin.Reply;
import org.satbuddy.standin.ScriptedServer;
import org.satbuddy.task.Answer;
import org.satbuddy.task.Progress;
import org.satbuddy.task.Unwatched;
import org.satbuddy.task.Usage;
import org.satbuddy.tutor.Prompt;

/**
 * Runs an adapter against a scripted server over real HTTP, without the fault tolerance that the application server
 * puts around it. Calls run one after the other, so whatever one call leaves behind shows in the next.
 */
final class CallHarness implements AutoCloseable {

    /** Longer than any call here takes on a slow machine. */
    static final TimeLimits GENEROUS = new TimeLimits(Duration.ofSeconds(20), Duration.ofSeconds(20));

    static final TimeLimits SHORT = new TimeLimits(Duration.ofMillis(200), Duration.ofMillis(400));

    /**
     * @param silence the longest silence within a reply
     * @param deadline the deadline of the whole call
     */
    record TimeLimits(Duration silence, Duration deadline) {}

    private final ScriptedServer server;
    private final RemoteCall<?> call;

    /** @param endpoint gives the configured endpoint for the address of the server */
    CallHarness(RemoteCall<?> call, Function<URI, Settings.Endpoint> endpoint, TimeLimits limits) {
        try {
            server = ScriptedServer.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.call = call;
        call.settings = settings(call.provider(), endpoint.apply(server.address()), limits);
        call.clock = new SystemClock();
        call.open();
    }

    CallResult ask(Prompt prompt, Reply reply) {
        return ask(prompt, request -> reply);
    }

    /** @param script gives the reply to each request */
    CallResult ask(Prompt prompt, Function<ReceivedRequest, Reply> script) {
        ScriptedServer.Recording recording = server.play(script);
        String outcome;
        Answer.Completed replied = null;
        var shown = new ArrayList<String>();
        try {
            replied = call.complete(prompt, recording(shown), permit());
            outcome = replied.result() + tokens(replied.usage());
        } catch (CallFailed failure) {
            outcome = words(failure);
        }
        await().pollDelay(Duration.ZERO).until(() -> !recording.requests().isEmpty());
        boolean left =
                recording.left().completeOnTimeout(false, 5, TimeUnit.SECONDS).join();
        return new CallResult(outcome, List.copyOf(recording.requests()), shown, replied, left);
    }

    private static Progress recording(List<String> shown) {
        return new Unwatched() {
            @Override
            public void write(String more) {
                shown.add(more);
            }
        };
    }

    /** A permit of a governor that knows no limit. */
    private static Permit permit() {
        return (Permit) new Governor(System::nanoTime, Clock.systemUTC(), Duration.ofMinutes(1)).ask(1, false);
    }

    @Override
    public void close() {
        call.close();
        server.close();
    }

    static Settings settings(String provider, Settings.Endpoint endpoint, TimeLimits limits) {
        return new SettingsBuilder()
                .providers(provider)
                .readTimeout(limits.silence())
                .deadline(limits.deadline())
                .endpoint(provider, endpoint)
                .build();
    }

    private static String words(CallFailed failure) {
        if (failure instanceof RetryLater later) {
            return "later" + wait(later.after());
        }
        if (failure instanceof Overloaded overloaded) {
            return "soon" + wait(overloaded.after());
        }
        if (failure instanceof RetrySoon) {
            return "soon";
        }
        if (failure instanceof TimedOut) {
            return "timed out";
        }
        Terminal terminal = (Terminal) failure;
        return terminal.code().wire() + tokens(terminal.usage());
    }

    private static String wait(Duration after) {
        return after == null ? "" : " in " + after.toSeconds() + " s";
    }

    private static String tokens(Usage usage) {
        return usage.equals(Usage.NONE) ? "" : " (" + usage.inputTokens() + "+" + usage.outputTokens() + ")";
    }
}
