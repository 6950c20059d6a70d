package org.satbuddy.provider;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.satbuddy.config.Settings;
import org.satbuddy.provider.CallFailed.RetrySoon;
import org.satbuddy.provider.CallFailed.Terminal;
import org.satbuddy.provider.CallFailed.TimedOut;
import org.satbuddy.task.DatabaseClock;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Progress;
import org.satbuddy.tutor.Outcome;
import org.satbuddy.tutor.Prompt;

/**
 * One call of an OpenAI-compatible server under fault tolerance. The numbers that settings decide are put over those of
 * the annotations by {@code FaultToleranceSource}; all of them can be overridden by MicroProfile's own keys.
 *
 * <p>The deadline is kept here, between reads; {@code @Timeout} is the alarm behind it, since it can only interrupt.
 */
@ApplicationScoped
class OpenAiCall {

    private static final int MOST_BYTES = 2 << 20;
    private static final int CHUNK = 8 << 10;

    @Inject
    Settings settings;

    @Inject
    OpenAiClients clients;

    @Inject
    DatabaseClock clock;

    OpenAiCall() {}

    OpenAiCall(Settings settings, OpenAiClients clients, DatabaseClock clock) {
        this.settings = settings;
        this.clients = clients;
        this.clock = clock;
    }

    /** @param called set once the server is asked: the breaker may open, or the bulkhead fill, between two tries */
    @Retry(
            maxRetries = 1,
            delay = 200,
            delayUnit = ChronoUnit.MILLIS,
            jitter = 100,
            jitterDelayUnit = ChronoUnit.MILLIS,
            maxDuration = 60_000,
            durationUnit = ChronoUnit.MILLIS,
            retryOn = RetrySoon.class,
            abortOn = {})
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
    Outcome.Replied complete(Prompt prompt, Progress progress, AtomicBoolean called) throws CallFailed {
        requireTimeLeft(prompt, progress);
        Settings.Endpoint openai = settings.providers().openai();
        byte[] request = OpenAiRequest.write(prompt, openai.model());
        OpenAiApi client = clients.current();
        called.set(true);
        Response reply =
                send(client, openai.apiKey().map(key -> "Bearer " + key).orElse(null), request);
        byte[] body = readOrAbandon(client, reply, prompt, progress);
        return judge(reply, body);
    }

    private static Response send(OpenAiApi client, String authorization, byte[] request) throws CallFailed {
        try {
            return client.complete(authorization, request);
        } catch (ProcessingException e) {
            throw transport(e);
        } catch (IllegalStateException e) {
            throw new RetrySoon("the client retired meanwhile");
        }
    }

    private byte[] readOrAbandon(OpenAiApi client, Response reply, Prompt prompt, Progress progress) throws CallFailed {
        try {
            byte[] body = read(reply, prompt, progress);
            reply.close();
            return body;
        } catch (CallFailed e) {
            clients.abandon(client, reply);
            throw e;
        } catch (IOException | ProcessingException | IllegalStateException e) {
            clients.abandon(client, reply);
            throw transport(e);
        }
    }

    private byte[] read(Response reply, Prompt prompt, Progress progress) throws IOException, CallFailed {
        InputStream in = reply.hasEntity() ? reply.readEntity(InputStream.class) : InputStream.nullInputStream();
        var body = new ByteArrayOutputStream(CHUNK);
        byte[] chunk = new byte[CHUNK];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            body.write(chunk, 0, read);
            if (body.size() > MOST_BYTES) {
                throw new RetrySoon("status " + reply.getStatus() + " with more than " + MOST_BYTES + " bytes");
            }
            requireTimeLeft(prompt, progress);
        }
        return body.toByteArray();
    }

    private void requireTimeLeft(Prompt prompt, Progress progress) throws CallFailed {
        if (progress.stopped()) {
            throw new Terminal(FailureCode.CANCELLED, "nobody waits for the answer any more");
        }
        if (!clock.instant().isBefore(prompt.deadline())) {
            throw new TimedOut("the deadline has passed");
        }
    }

    private Outcome.Replied judge(Response reply, byte[] body) throws CallFailed {
        JsonObject json = Loose.object(body);
        int status = reply.getStatus();
        if (status < 200 || status >= 300) {
            throw OpenAiError.of(status, json, RetryAfter.of(reply::getHeaderString, clock.instant()));
        }
        if (json.containsKey("error") && !json.isNull("error")) {
            throw OpenAiError.inside200(json);
        }
        return OpenAiReply.judge(
                json, Provider.OPENAI, settings.providers().openai().model());
    }

    private static CallFailed transport(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return new TimedOut("silent for longer than the read timeout");
            }
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return new RetrySoon("no reply: " + cause.getClass().getSimpleName());
    }
}
