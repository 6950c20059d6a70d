package org.satbuddy.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.satbuddy.config.Settings;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.log.LimitedLog;
import org.satbuddy.network.ProxyLogin;
import org.satbuddy.provider.CallFailed.Overloaded;
import org.satbuddy.provider.CallFailed.RetrySoon;
import org.satbuddy.provider.CallFailed.Terminal;
import org.satbuddy.provider.CallFailed.TimedOut;
import org.satbuddy.provider.CallFailed.Unsupported;
import org.satbuddy.task.Answer;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Progress;
import org.satbuddy.tutor.Prompt;

/**
 * Calls one provider over HTTP, under fault tolerance. Each provider has its own bean and therefore its own breaker.
 * {@code FaultToleranceSource} replaces numbers in the annotations with the settings. MicroProfile's own keys override
 * both.
 *
 * <p>This class keeps the deadline itself, between reads. {@code @Timeout} is only the backstop, because it can only
 * interrupt the thread.
 *
 * @param <A> the interface of the provider's API
 */
abstract class RemoteCall<A extends AutoCloseable> {

    private static final System.Logger LOG = LimitedLog.of(RemoteCall.class);

    /** The parts of one request that a server may refuse, one after the other. Each further request leaves one out. */
    private static final int MOST_REFUSALS = Dialect.Feature.values().length + 1;

    private static final int MOST_BYTES = 2 << 20;

    /** A stream sends each token in its own event. Most of an event is overhead: 300 to 500 bytes are usual. */
    private static final int MOST_BYTES_OF_STREAM = RequestBody.MOST_TOKENS * 1024;

    @Inject
    Settings settings;

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    ThreadFactory threads;

    Clock clock;

    private final String provider;
    private final Class<A> api;
    private final WireFormat format;
    private ClientPool<A> streams;

    /** For replies that come as a whole: they are silent until they are complete. */
    private ClientPool<A> wholes;

    /** Absent unless calls go through a proxy that asks for a password. */
    private ProxyLogin login;

    /** Whether the last reply began within thoughts, without a tag that opened them. */
    private volatile boolean thinksFirst;

    private final LearntDialect learnt = new LearntDialect();

    /** @param provider the name in {@code satbuddy.providers} */
    RemoteCall(String provider, Class<A> api, WireFormat format) {
        this.provider = provider;
        this.api = api;
        this.format = format;
    }

    @Inject
    void use(DatabaseClock shared) {
        clock = shared;
    }

    /** Sends a request and returns before the body of the reply is read. */
    abstract Response send(A client, Settings.Endpoint endpoint, boolean stream, byte[] request);

    @PostConstruct
    void open() {
        Settings.ProviderSettings providers = settings.providers();
        URI address = endpoint().baseUrl();
        Optional<Settings.Proxy> proxy = providers.network().proxyFor(address);
        if (proxy.flatMap(Settings.Proxy::credentials).isPresent()) {
            login = new ProxyLogin(
                    proxy.get(), address, (int) providers.connectTimeout().toMillis(), threads);
            proxy = Optional.of(login.relay());
        }
        streams = new ClientPool<>(api, address, providers, proxy, readTimeout(providers));
        wholes = new ClientPool<>(api, address, providers, proxy, providers.deadline());
    }

    @PreDestroy
    void close() {
        streams.close();
        wholes.close();
        if (login != null) {
            login.close();
        }
    }

    String provider() {
        return provider;
    }

    Settings.Endpoint endpoint() {
        return settings.providers().endpoints().get(provider);
    }

    /**
     * Calls the provider. A failure with {@link RetrySoon}, unless it is {@link Overloaded}, repeats the call almost
     * at once, up to {@code satbuddy.retry.quick.max} times.
     *
     * @param permit records each request that is sent. A caller cannot tell from the exception whether any was: the
     *     breaker may open, or the bulkhead fill, between two tries
     */
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
    Answer.Completed complete(Prompt prompt, Progress progress, Permit permit) throws CallFailed {
        return answer(prompt, progress, permit);
    }

    /** Calls the provider once, without fault tolerance: a check is not to open the breaker for students. */
    Answer.Completed check(Prompt prompt, Progress progress, Permit permit) throws CallFailed {
        return answer(prompt, progress, permit);
    }

    /** What is known of the parts of a request that the server understands. */
    Dialect understood() {
        return learnt.at(clock.instant());
    }

    private Answer.Completed answer(Prompt prompt, Progress progress, Permit permit) throws CallFailed {
        Instant deadline = after(settings.providers().deadline(), prompt);
        for (int refusals = 0; ; refusals++) {
            Dialect dialect = understood();
            try {
                return call(prompt, dialect, deadline, progress, permit);
            } catch (Unsupported e) {
                if (refusals == MOST_REFUSALS) {
                    throw e;
                }
            }
        }
    }

    private Answer.Completed call(Prompt prompt, Dialect dialect, Instant deadline, Progress progress, Permit permit)
            throws CallFailed {
        requireTimeLeft(deadline, progress);
        boolean stream = !prompt.wantsJson() && dialect.knows(Dialect.Feature.STREAM);
        try (ClientPool.PooledClient<A> pooled = (stream ? streams : wholes).take()) {
            progress.onStop(pooled::cut);
            return exchange(pooled, prompt, dialect, stream, deadline, progress, permit);
        }
    }

    private Answer.Completed exchange(
            ClientPool.PooledClient<A> pooled,
            Prompt prompt,
            Dialect dialect,
            boolean stream,
            Instant deadline,
            Progress progress,
            Permit permit)
            throws CallFailed {
        byte[] request = format.request(prompt, endpoint().model(), dialect);
        progress.begin();
        permit.send();
        var accumulator = new ReplyAccumulator(progress::write, progress::begin, thinksFirst);
        var timeLimit = new TimeLimit(deadline, prompt, progress, accumulator);
        boolean accepted = false;
        try {
            Response reply = send(pooled.client(), endpoint(), stream, request);
            permit.replied(reply.getStatus(), reply::getHeaderString);
            accepted = isSuccess(reply.getStatus());
            int most = prompt.wantsJson() ? MOST_BYTES : MOST_BYTES_OF_STREAM;
            InputStream body = new BoundedStream(body(reply), most, timeLimit::require);
            if (accepted) {
                read(reply.getStatus(), body, accumulator);
            } else {
                throw refusal(reply, LenientJson.object(body.readAllBytes()), prompt, dialect);
            }
            thinksFirst = prompt.wantsJson() ? thinksFirst : accumulator.thoughtFirst();
            pooled.reuse();
        } catch (IOException | ProcessingException | IllegalStateException | IllegalArgumentException e) {
            // Some servers leave a stream open after its last event, or keep sending comments. The answer is complete.
            if (!accumulator.finished()) {
                timeLimit.require();
                throw transport(e);
            }
        } finally {
            // A call that is cut before the reply begins has most likely been accepted, too.
            if (accepted || progress.stopped()) {
                progress.spent(accumulator.charged(prompt));
            }
        }
        return accumulator.answer(provider, endpoint().model());
    }

    /** Learns from a refusal what the server does not understand. Otherwise sorts the error by what to do next. */
    private CallFailed refusal(Response reply, JsonObject error, Prompt prompt, Dialect dialect) {
        int status = reply.getStatus();
        var refusal = new Refusal(status, error);
        if (prompt.hasImages() && refusal.isAboutImages()) {
            return new Terminal(FailureCode.IMAGES_UNSUPPORTED, "status " + status + " for a picture");
        }
        Optional<Dialect> other = refusal.dialect(format.features(), dialect);
        if (other.isPresent()) {
            learnt.learn(other.get(), clock.instant());
            LOG.log(Level.INFO, provider + " does not understand the whole request, and gets less: " + other.get());
            return new Unsupported("status " + status + " for a part of the request");
        }
        CallFailed failure = format.error(status, error, RetryAfter.of(reply::getHeaderString, clock.instant()));
        return failure.code() == FailureCode.PROVIDER_REJECTED
                ? refusal.sentence(prompt)
                        .<CallFailed>map(
                                it -> new Terminal(failure.code(), failure.getMessage() + " – " + it, failure.remedy()))
                        .orElse(failure)
                : failure;
    }

    private void read(int status, InputStream body, ReplyAccumulator accumulator) throws IOException, CallFailed {
        var content = new ReplyContent(body);
        switch (content.kind()) {
            case EVENTS -> readEvents(status, content, accumulator);
            case PAGE ->
                throw new Terminal(
                        FailureCode.PROVIDER_REJECTED,
                        "status " + status + " with a web page in place of a reply",
                        Remedy.FILTER);
            case JSON -> {
                JsonObject whole = LenientJson.object(content.readAllBytes());
                if (!whole.isEmpty() && !isOurs(whole)) {
                    throw foreign(status);
                }
                format.read(whole, accumulator);
            }
        }
    }

    private void readEvents(int status, InputStream content, ReplyAccumulator accumulator)
            throws IOException, CallFailed {
        var events = new SseReader(content);
        boolean any = false;
        boolean ours = false;
        for (String event = events.next(); event != null; event = events.next()) {
            if (event.equals(SseReader.DONE)) {
                format.end(accumulator);
            } else {
                JsonObject data = LenientJson.object(event.getBytes(UTF_8));
                any |= !data.isEmpty();
                ours |= isOurs(data);
                format.readEvent(data, accumulator);
            }
        }
        if (any && !ours) {
            throw foreign(status);
        }
    }

    private boolean isOurs(JsonObject reply) {
        return format.members().stream().anyMatch(reply::containsKey);
    }

    private static Terminal foreign(int status) {
        return new Terminal(
                FailureCode.PROVIDER_REJECTED,
                "status " + status + " with a reply of another API than the configured one",
                Remedy.API);
    }

    private static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    private static InputStream body(Response reply) {
        return reply.hasEntity() ? reply.readEntity(InputStream.class) : InputStream.nullInputStream();
    }

    /** So much later, or when the attempt must end. */
    private Instant after(Duration time, Prompt prompt) {
        Instant end = clock.instant().plus(time);
        return end.isBefore(prompt.runUntil()) ? end : prompt.runUntil();
    }

    private static void requireWanted(Progress progress) throws CallFailed {
        if (progress.stopped()) {
            throw new Terminal(FailureCode.CANCELLED, "the task was stopped");
        }
    }

    private void requireTimeLeft(Instant deadline, Progress progress) throws CallFailed {
        requireWanted(progress);
        if (!clock.instant().isBefore(deadline)) {
            throw new TimedOut("the deadline has passed");
        }
    }

    /**
     * When one call must end: at the deadline, or later as long as text keeps coming. A local model may take minutes for
     * an answer, and would take as long for the next.
     */
    private final class TimeLimit {

        private final Instant deadline;
        private final Instant last;
        private final Progress progress;
        private final ReplyAccumulator accumulator;
        private int received;
        private Instant receivedAt;

        TimeLimit(Instant deadline, Prompt prompt, Progress progress, ReplyAccumulator accumulator) {
            this.deadline = deadline;
            this.last = after(settings.providers().longestCall(), prompt);
            this.progress = progress;
            this.accumulator = accumulator;
            this.receivedAt = clock.instant();
        }

        /** @throws Terminal if the model writes, but too slowly: asking again would take as long */
        void require() throws CallFailed {
            Instant now = clock.instant();
            if (accumulator.received() > received) {
                received = accumulator.received();
                receivedAt = now;
            }
            boolean writes = received > 0 && now.isBefore(receivedAt.plus(readTimeout(settings.providers())));
            if (!writes) {
                requireTimeLeft(deadline, progress);
                return;
            }
            requireWanted(progress);
            if (!now.isBefore(last)) {
                throw new Terminal(FailureCode.TIMEOUT, "the text came too slowly", accumulator.usage());
            }
        }
    }

    private static Duration readTimeout(Settings.ProviderSettings providers) {
        return providers.readTimeout().compareTo(providers.deadline()) < 0
                ? providers.readTimeout()
                : providers.deadline();
    }

    private static String unreached(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return "the name of its host is unknown";
        }
        return cause instanceof ConnectException
                ? "the connection was refused"
                : "no reply: " + cause.getClass().getSimpleName();
    }

    private static CallFailed transport(Exception failure) {
        if (failure instanceof BoundedStream.Abandoned abandoned) {
            return abandoned.why();
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return new TimedOut("silent for longer than the read timeout");
            }
            if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
                return new Terminal(FailureCode.PROVIDER_REJECTED, "its certificate is not trusted", Remedy.AUTHORITY);
            }
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return new RetrySoon(unreached(cause), Remedy.REACH);
    }
}
