package org.satbuddy.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.satbuddy.config.Settings;
import org.satbuddy.task.Answer;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Progress;
import org.satbuddy.task.Turn;
import org.satbuddy.task.Unwatched;
import org.satbuddy.task.Usage;
import org.satbuddy.tutor.Prompt;

/** Tests how the governor and the call work together. */
@Timeout(30)
class RemoteProviderTest {

    private static final Answer.Completed ANSWER = new Answer.Completed("Two.", "openai", "small-1", new Usage(3, 2));

    private final VirtualTime time = new VirtualTime();
    private final Governor governor = new Governor(time::nanos, time, Duration.ofMinutes(1));
    private final AtomicInteger calls = new AtomicInteger();

    private interface CallScript {
        Answer.Completed run(Permit permit) throws CallFailed;
    }

    private Answer ask(CallScript script) {
        return ask(governor, script, new Unwatched());
    }

    private Answer ask(Governor asked, CallScript script, Progress progress) {
        var message = new Prompt.Message(Turn.Role.USER, "1+1?", List.of());
        var prompt = new Prompt("Be kind.", List.of(message), null, null, Instant.MAX, false);
        return new RemoteProvider(new ScriptedCall(script), asked).ask(prompt, progress);
    }

    private Answer.Completed answered(Permit permit) {
        permit.send();
        return ANSWER;
    }

    /** A call that runs a script in place of HTTP. */
    private final class ScriptedCall extends RemoteCall<OpenAiApi> {

        private final CallScript script;

        ScriptedCall(CallScript script) {
            super(Settings.ProviderSettings.OPENAI, OpenAiApi.class, new OpenAiFormat());
            this.script = script;
        }

        @Override
        Settings.Endpoint endpoint() {
            return new Settings.Endpoint(URI.create("http://127.0.0.1"), Optional.empty(), "small-1", Optional.empty());
        }

        @Override
        Response send(OpenAiApi client, Settings.Endpoint endpoint, boolean stream, byte[] request) {
            throw new AssertionError("no network here");
        }

        @Override
        Answer.Completed complete(Prompt prompt, Progress progress, Permit permit) throws CallFailed {
            calls.incrementAndGet();
            return script.run(permit);
        }
    }

    private CallScript refusing(Duration after) {
        return permit -> {
            permit.send();
            permit.replied(429, Map.<String, String>of()::get);
            throw new CallFailed.RetryLater("status 429", after);
        };
    }

    @Test
    void callsWhenTheGovernorLetsIt() {
        assertThat(ask(this::answered)).isEqualTo(ANSWER);
    }

    @Test
    void makesNoCallWhileTheGovernorHoldsForLong() {
        ask(refusing(Duration.ofSeconds(20)));

        Answer held = ask(this::answered);

        assertThat(held).isInstanceOfSatisfying(Answer.TryLater.class, busy -> {
            assertThat(busy.reason()).isEqualTo(FailureCode.RATE_LIMITED);
            assertThat(busy.after()).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
            assertThat(busy.called()).isFalse();
        });
        assertThat(calls).hasValue(1);
    }

    @Test
    void waitsForAShortHoldItself() {
        var real = new Governor(System::nanoTime, time, Duration.ofMinutes(1));
        ask(real, refusing(Duration.ofMillis(100)), new Unwatched());

        assertThat(ask(real, this::answered, new Unwatched())).isEqualTo(ANSWER);
        assertThat(calls).hasValue(2);
    }

    @Test
    void waitsNoLongerThanTwoSecondsInAll() {
        ask(refusing(Duration.ofMillis(300)));

        var progress = new Stoppable();

        // The governor's clock stands still here, so it answers each wait with another hold.
        assertThat(ask(governor, this::answered, progress)).isInstanceOf(Answer.TryLater.class);
        assertThat(calls).hasValue(1);
        assertThat(progress.actions).hasValue(1);
    }

    @Test
    void stopsWaitingWhenTheTaskIsStopped() throws Exception {
        ask(refusing(Duration.ofMillis(500)));
        var progress = new Stoppable();
        var asking = CompletableFuture.supplyAsync(() -> ask(governor, this::answered, progress));

        progress.listened.await();
        progress.stop.run();

        assertThat(asking.get(20, TimeUnit.SECONDS)).isInstanceOf(Answer.TryLater.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void makesNoCallIfInterruptedWhileWaiting() {
        ask(refusing(Duration.ofMillis(500)));
        Thread.currentThread().interrupt();

        Answer outcome = ask(this::answered);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Answer.TryLater.class, busy -> assertThat(busy.called()).isFalse());
        assertThat(calls).hasValue(1);
    }

    @Test
    void reportsWhenARefusedCallShouldComeAgain() {
        assertThat(ask(refusing(Duration.ofSeconds(20))))
                .isEqualTo(new Answer.TryLater(FailureCode.RATE_LIMITED, Duration.ofSeconds(20), true));
    }

    @Test
    void reportsNoTimeAfterABareRefusal() {
        assertThat(ask(refusing(null))).isEqualTo(new Answer.TryLater(FailureCode.RATE_LIMITED, null, true));
    }

    @Test
    void leavesAnOverloadedProviderAloneForAsLongAsItAsks() {
        Answer overloaded = ask(permit -> {
            permit.send();
            throw new CallFailed.Overloaded("status 503", Duration.ofSeconds(30));
        });

        assertThat(overloaded)
                .isEqualTo(new Answer.TryLater(FailureCode.PROVIDER_UNAVAILABLE, Duration.ofSeconds(30), true));
        assertThat(governor.ask(1, false)).isInstanceOf(Governor.Hold.class);
    }

    @Test
    void givesBackTheCostOfACallThatAnOpenBreakerStopped() {
        limit(1);

        Answer open = ask(permit -> {
            throw new CircuitBreakerOpenException();
        });

        assertThat(open).isEqualTo(new Answer.TryLater(FailureCode.PROVIDER_UNAVAILABLE, null, false));
        assertThat(ask(this::answered)).isEqualTo(ANSWER);
    }

    static Stream<CallScript> callsThatEndUnsent() {
        return Stream.of(
                permit -> {
                    throw new CallFailed.Terminal(FailureCode.CANCELLED, "the task was stopped");
                },
                permit -> {
                    throw new CallFailed.TimedOut("the deadline has passed");
                },
                permit -> {
                    throw new TimeoutException();
                },
                permit -> {
                    throw new BulkheadException();
                });
    }

    @ParameterizedTest
    @MethodSource("callsThatEndUnsent")
    void givesBackTheCostHoweverAnUnsentCallEnded(CallScript end) {
        limit(1);
        ask(end);

        assertThat(ask(this::answered)).isEqualTo(ANSWER);
    }

    @Test
    void givesBackTheCostWhenTheCallFailsUnexpectedly() {
        limit(1);
        var bug = new IllegalStateException("unexpected");

        assertThatThrownBy(() -> ask(permit -> {
                    throw bug;
                }))
                .isSameAs(bug);

        assertThat(ask(this::answered)).isEqualTo(ANSWER);
    }

    @Test
    void countsTheAttemptIfTheBreakerOpensBetweenTwoTries() {
        Answer open = ask(permit -> {
            permit.send();
            throw new CircuitBreakerOpenException();
        });

        assertThat(open).isEqualTo(new Answer.TryLater(FailureCode.PROVIDER_UNAVAILABLE, null, true));
    }

    @Test
    void infersNoLimitFromAUsedUpAccount() {
        for (int i = 0; i < 10; i++) {
            ask(permit -> {
                permit.send();
                throw new CallFailed.Terminal(FailureCode.PROVIDER_REJECTED, "status 429 insufficient_quota");
            });
        }

        assertThat(governor.ask(1, false)).isInstanceOf(Permit.class);
    }

    /** Reports a limit that admits this many further calls. */
    private void limit(int calls) {
        ask(permit -> {
            permit.send();
            permit.replied(
                    200,
                    Map.of(
                            "x-ratelimit-limit-requests",
                            "60",
                            "x-ratelimit-remaining-requests",
                            Integer.toString(6 + calls))::get);
            return ANSWER;
        });
    }

    private static final class Stoppable extends Unwatched {

        private final CountDownLatch listened = new CountDownLatch(1);
        private final AtomicInteger actions = new AtomicInteger();
        private Runnable stop;

        @Override
        public void onStop(Runnable action) {
            stop = action;
            actions.incrementAndGet();
            listened.countDown();
        }
    }
}
