package org.satbuddy.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.satbuddy.config.Settings;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.provider.CallFailed.Overloaded;
import org.satbuddy.provider.CallFailed.RetrySoon;
import org.satbuddy.provider.CallFailed.Terminal;
import org.satbuddy.provider.CallFailed.TimedOut;
import org.satbuddy.provider.CallFailed.Unsupported;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Progress;
import org.satbuddy.tutor.Outcome;
import org.satbuddy.tutor.Prompt;

/**
 * One call of a provider over HTTP, under fault tolerance: a bean for each provider, so that each has its own breaker. The
 * numbers that settings decide are put over those of the annotations by {@code FaultToleranceSource}; all of them can be
 * overridden by MicroProfile's own keys.
 *
 * <p>The deadline is kept here, between reads; {@code @Timeout} is the alarm behind it, since it can only interrupt.
 *
 * @param <A> the interface of the provider's API
 */
abstract class RemoteCall<A extends AutoCloseable> {

    private static final int MOST_BYTES = 2 << 20;

    /** Each token of a stream comes in an event of its own, of which most is wrapping: 300 to 500 bytes are usual. */
    private static final int MOST_BYTES_OF_STREAM = RequestBody.MOST_TOKENS * 1024;

    @Inject
    Settings settings;

    @Inject
    DatabaseClock clock;

    private final String provider;
    private final Class<A> api;
    private final WireFormat format;
    private Clients<A> clients;

    /** @param provider its name in {@code satbuddy.providers} */
    RemoteCall(String provider, Class<A> api, WireFormat format) {
        this.provider = provider;
        this.api = api;
        this.format = format;
    }

    /** Sends a request; the reply's body has not been read. */
    abstract Response send(A client, Settings.Endpoint endpoint, boolean stream, byte[] request);

    @PostConstruct
    void open() {
        Settings.ProviderSettings providers = settings.providers();
        clients = new Clients<>(api, endpoint().baseUrl(), providers.connectTimeout(), readTimeout(providers));
    }

    @PreDestroy
    void close() {
        clients.close();
    }

    String provider() {
        return provider;
    }

    Settings.Endpoint endpoint() {
        return settings.providers().endpoints().get(provider);
    }

    /** @param permit is told when the server is asked: the breaker may open, or the bulkhead fill, between two tries */
    @Retry(
            maxRetries = 1,
            delay = 200,
            delayUnit = ChronoUnit.MILLIS,
            jitter = 100,
            jitterDelayUnit = ChronoUnit.MILLIS,
            maxDuration = 60_000,
            durationUnit = ChronoUnit.MILLIS,
            retryOn = RetrySoon.class,
            abortOn = Overloaded.class)
    @CircuitBreaker(
            requestVolumeThreshold = 20,
            failureRatio = 0.5,
            delay = 5_000,
            delayUnit = ChronoUnit.MILLIS,
            successThreshold = 2,
            failOn = {RetrySoon.class, TimedOut.class, TimeoutException.class},
            skipOn = {})
    @Timeout(value = 65_000, unit = ChronoUnit.MILLIS)
    @Bulkhead(200)
    Outcome.Replied complete(Prompt prompt, Progress progress, Permit permit) throws CallFailed {
        Instant deadline = deadline(prompt);
        try {
            return call(prompt, deadline, progress, permit);
        } catch (Unsupported e) {
            return call(prompt, deadline, progress, permit);
        }
    }

    private Outcome.Replied call(Prompt prompt, Instant deadline, Progress progress, Permit permit) throws CallFailed {
        requireTimeLeft(deadline, progress);
        byte[] request = format.request(prompt, endpoint().model());
        try (Clients.Lease<A> lease = clients.take()) {
            progress.onStop(lease::cut);
            return exchange(lease, prompt, request, deadline, progress, permit);
        }
    }

    private Outcome.Replied exchange(
            Clients.Lease<A> lease, Prompt prompt, byte[] request, Instant deadline, Progress progress, Permit permit)
            throws CallFailed {
        progress.begin();
        permit.send();
        var draft = new Draft(progress::write);
        try {
            Response reply = send(lease.client(), endpoint(), !prompt.wantsJson(), request);
            permit.replied(reply.getStatus(), reply::getHeaderString);
            int most = streams(reply) ? MOST_BYTES_OF_STREAM : MOST_BYTES;
            read(reply, new BoundedStream(body(reply), most, () -> requireTimeLeft(deadline, progress)), draft);
            lease.reuse();
        } catch (IOException | ProcessingException | IllegalStateException | IllegalArgumentException e) {
            // Some servers leave a stream open behind its last event, or go on with comments: what is finished is kept.
            if (!draft.finished()) {
                requireTimeLeft(deadline, progress);
                throw transport(e);
            }
        }
        return draft.judge(provider, endpoint().model());
    }

    private void read(Response reply, InputStream body, Draft draft) throws IOException, CallFailed {
        int status = reply.getStatus();
        if (status < 200 || status >= 300) {
            Duration after = RetryAfter.of(reply::getHeaderString, clock.instant());
            throw format.error(status, Loose.object(body.readAllBytes()), after);
        }
        if (streams(reply)) {
            var events = new EventStream(body);
            for (String event = events.next(); event != null; event = events.next()) {
                format.readEvent(Loose.object(event.getBytes(UTF_8)), draft);
            }
        } else {
            format.read(Loose.object(body.readAllBytes()), draft);
        }
    }

    private static boolean streams(Response reply) {
        return MediaType.SERVER_SENT_EVENTS_TYPE.isCompatible(reply.getMediaType());
    }

    private static InputStream body(Response reply) {
        return reply.hasEntity() ? reply.readEntity(InputStream.class) : InputStream.nullInputStream();
    }

    private Instant deadline(Prompt prompt) {
        Instant ofTheCall = clock.instant().plus(settings.providers().deadline());
        return ofTheCall.isBefore(prompt.runUntil()) ? ofTheCall : prompt.runUntil();
    }

    private void requireTimeLeft(Instant deadline, Progress progress) throws CallFailed {
        if (progress.stopped()) {
            throw new Terminal(FailureCode.CANCELLED, "nobody waits for the answer any more");
        }
        if (!clock.instant().isBefore(deadline)) {
            throw new TimedOut("the deadline has passed");
        }
    }

    private static Duration readTimeout(Settings.ProviderSettings providers) {
        return providers.readTimeout().compareTo(providers.deadline()) < 0
                ? providers.readTimeout()
                : providers.deadline();
    }

    private static CallFailed transport(Exception failure) {
        if (failure instanceof BoundedStream.Abandoned abandoned) {
            return abandoned.why();
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return new TimedOut("silent for longer than the read timeout");
            }
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return new RetrySoon("no reply: " + cause.getClass().getSimpleName());
    }
}
