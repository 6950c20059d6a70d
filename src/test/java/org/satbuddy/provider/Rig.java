package org.satbuddy.provider;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.satbuddy.config.Settings;
import org.satbuddy.provider.CallFailed.Overloaded;
import org.satbuddy.provider.CallFailed.RetryLater;
import org.satbuddy.provider.CallFailed.RetrySoon;
import org.satbuddy.provider.CallFailed.Terminal;
import org.satbuddy.provider.CallFailed.TimedOut;
import org.satbuddy.standin.ReceivedRequest;
import org.satbuddy.standin.Reply;
import org.satbuddy.standin.ScriptedServer;
import org.satbuddy.task.Unhurried;
import org.satbuddy.task.Usage;
import org.satbuddy.tutor.Outcome;
import org.satbuddy.tutor.Prompt;

/**
 * An adapter and a server to try it with, over real HTTP; without the fault tolerance that the application server puts
 * around it. One trial after the other, so that what one leaves behind would show in the next.
 */
final class Rig implements AutoCloseable {

    /** Longer than anything here takes on a slow machine. */
    static final Patience PATIENT = new Patience(Duration.ofSeconds(20), Duration.ofSeconds(20));

    static final Patience HURRIED = new Patience(Duration.ofMillis(200), Duration.ofMillis(400));

    /**
     * @param silence within a reply at most
     * @param deadline of the whole call
     */
    record Patience(Duration silence, Duration deadline) {}

    private final ScriptedServer server;
    private final RemoteCall<?> call;

    /** @param endpoint what is configured for a server at an address */
    Rig(RemoteCall<?> call, Function<URI, Settings.Endpoint> endpoint, Patience patience) {
        try {
            server = ScriptedServer.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.call = call;
        call.settings = settings(call.provider(), endpoint.apply(server.address()), patience);
        call.clock = new SystemClock();
        call.open();
    }

    Trial ask(Prompt prompt, Reply reply) {
        return ask(prompt, request -> reply);
    }

    /** @param script the reply to each request */
    Trial ask(Prompt prompt, Function<ReceivedRequest, Reply> script) {
        ScriptedServer.Recording recording = server.play(script);
        String outcome;
        Outcome.Replied replied = null;
        try {
            replied = call.complete(prompt, new Unhurried(), permit());
            outcome = replied.text() + tokens(replied.usage());
        } catch (CallFailed failure) {
            outcome = words(failure);
        }
        await().pollDelay(Duration.ZERO).until(() -> !recording.requests().isEmpty());
        boolean left =
                recording.left().completeOnTimeout(false, 5, TimeUnit.SECONDS).join();
        return new Trial(outcome, List.copyOf(recording.requests()), replied, left);
    }

    /** From a governor that knows nothing yet. */
    private static Permit permit() {
        return (Permit) new Governor(System::nanoTime, Clock.systemUTC(), Duration.ofMinutes(1)).ask(1, false);
    }

    @Override
    public void close() {
        call.close();
        server.close();
    }

    static Settings settings(String provider, Settings.Endpoint endpoint, Patience patience) {
        var providers = new Settings.Providers(
                List.of(provider),
                Duration.ofSeconds(5),
                patience.silence(),
                patience.deadline(),
                1,
                Map.of(provider, endpoint));
        var tasks =
                new Settings.Tasks(Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofSeconds(1), 3, 4, 5, 3, 3);
        return new Settings(
                tasks, null, providers, false, Optional.empty(), Optional.empty(), "guest", Optional.empty());
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
