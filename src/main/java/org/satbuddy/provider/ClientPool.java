package org.satbuddy.provider;

import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.satbuddy.config.Settings;
import org.satbuddy.log.LimitedLog;
import org.satbuddy.network.TrustedAuthorities;

/**
 * Pools REST clients. Each client serves one call at a time.
 *
 * <p>Closing a response first reads it to its end, as slowly as the server sends it, and a read cannot be interrupted.
 * Only closing the client cuts a connection. So each call has a client of its own, and cancelling the call closes that
 * client without disturbing other calls. The price is one thread of the HTTP library for each client, which looks for
 * idle connections.
 *
 * @param <A> the interface of the provider's API
 */
final class ClientPool<A extends AutoCloseable> implements AutoCloseable {

    /** A client that was idle for this long is closed when another call ends: the crowd that needed it is gone. */
    private static final long KEPT = Duration.ofMinutes(1).toNanos();

    private static final System.Logger LOG = LimitedLog.of(ClientPool.class);

    private final Class<A> api;
    private final URI baseUrl;
    private final Settings.ProviderSettings settings;
    private final Duration readTimeout;
    private final Optional<Settings.Proxy> proxy;
    private final SSLContext trusted;
    private final Deque<IdleClient<A>> idle = new ConcurrentLinkedDeque<>();

    /**
     * @param proxy through which calls go; one that asks for a password needs {@link ProxyLogin}
     * @param readTimeout the longest silence within a reply
     */
    ClientPool(
            Class<A> api,
            URI baseUrl,
            Settings.ProviderSettings settings,
            Optional<Settings.Proxy> proxy,
            Duration readTimeout) {
        this.api = api;
        this.baseUrl = baseUrl;
        this.settings = settings;
        this.proxy = proxy;
        this.readTimeout = readTimeout;
        // Shared, because each client would otherwise read the certificates of all authorities again.
        this.trusted = TrustedAuthorities.and(settings.network().authorities());
    }

    private record IdleClient<A>(A client, long since) {}

    /** Takes a client that no other call uses until it is closed. */
    PooledClient<A> take() {
        IdleClient<A> last = idle.pollFirst();
        return new PooledClient<>(this, last == null ? build() : last.client());
    }

    /** A client while one call uses it. */
    static final class PooledClient<A extends AutoCloseable> implements AutoCloseable {

        private final ClientPool<A> pool;
        private final AtomicReference<A> client;
        private boolean reusable;

        private PooledClient(ClientPool<A> pool, A client) {
            this.pool = pool;
            this.client = new AtomicReference<>(client);
        }

        /** @throws IllegalStateException if the call was cut */
        A client() {
            A mine = client.get();
            if (mine == null) {
                throw new IllegalStateException("the connection was cut");
            }
            return mine;
        }

        /** Marks the client as reusable. To be called when the reply was read to its end. */
        void reuse() {
            reusable = true;
        }

        /** Ends the call at once. Any thread may call this. */
        void cut() {
            A mine = client.getAndSet(null);
            if (mine != null) {
                pool.dispose(mine);
            }
        }

        @Override
        public void close() {
            A mine = client.getAndSet(null);
            if (mine != null && reusable) {
                pool.giveBack(mine);
            } else if (mine != null) {
                pool.dispose(mine);
            }
        }
    }

    private void giveBack(A client) {
        long now = System.nanoTime();
        idle.addFirst(new IdleClient<>(client, now));
        for (IdleClient<A> oldest = idle.peekLast();
                oldest != null && now - oldest.since() > KEPT;
                oldest = idle.peekLast()) {
            // Another thread may have taken it meanwhile. Only the thread that removes it may close it.
            if (idle.removeLastOccurrence(oldest)) {
                dispose(oldest.client());
            }
        }
    }

    private void dispose(A client) {
        try {
            client.close();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "A client of {0} did not close: {1}", baseUrl.getHost(), e.toString());
        }
    }

    @Override
    public void close() {
        for (IdleClient<A> client = idle.pollFirst(); client != null; client = idle.pollFirst()) {
            dispose(client.client());
        }
    }

    private A build() {
        List<Object> checkout = List.of(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        var builder = RestClientBuilder.newBuilder();
        proxy.ifPresent(it -> builder.proxyAddress(it.host(), it.port()));
        return builder.baseUri(baseUrl)
                .connectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(readTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .sslContext(trusted)
                // The default mapper would read every error into memory, whatever its size.
                .property("microprofile.rest.client.disable.default.mapper", true)
                .property("resteasy.connectionPoolSize", 1)
                .property("resteasy.maxPooledPerRoute", 1)
                .property("resteasy.connectionCheckoutTimeout", checkout)
                .build(api);
    }
}
