package org.satbuddy.provider;

import java.lang.System.Logger.Level;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/**
 * REST clients, each for one call at a time and then for the next one.
 *
 * <p>Closing a response reads it to its end first, at whatever pace the server sends it, and a read cannot be interrupted;
 * nothing but closing its client cuts a connection. So a call has a client to itself while it lasts, and whoever cancels it
 * closes that client and disturbs nobody else. The price is a thread of the server's HTTP library for each client, which looks
 * for idle connections.
 *
 * @param <A> the interface of the provider's API
 */
final class ClientPool<A extends AutoCloseable> implements AutoCloseable {

    /** A client that has not been needed for so long came with a crowd that is gone. */
    private static final long KEPT = Duration.ofMinutes(1).toNanos();

    private static final System.Logger LOG = System.getLogger(ClientPool.class.getName());

    private final Class<A> api;
    private final URI baseUrl;
    private final Duration connectTimeout;
    private final Duration readTimeout;
    private final Deque<IdleClient<A>> idle = new ConcurrentLinkedDeque<>();

    /** @param readTimeout longest silence within a reply */
    ClientPool(Class<A> api, URI baseUrl, Duration connectTimeout, Duration readTimeout) {
        this.api = api;
        this.baseUrl = baseUrl;
        this.connectTimeout = connectTimeout;
        this.readTimeout = readTimeout;
    }

    private record IdleClient<A>(A client, long since) {}

    /** A client that nobody else uses until it is closed. */
    PooledClient<A> take() {
        IdleClient<A> last = idle.pollFirst();
        return new PooledClient<>(this, last == null ? build() : last.client());
    }

    /** The use of a client for one call. */
    static final class PooledClient<A extends AutoCloseable> implements AutoCloseable {

        private final ClientPool<A> pool;
        private final AtomicReference<A> client;
        private boolean reusable;

        private PooledClient(ClientPool<A> pool, A client) {
            this.pool = pool;
            this.client = new AtomicReference<>(client);
        }

        /** @throws IllegalStateException once cut */
        A client() {
            A mine = client.get();
            if (mine == null) {
                throw new IllegalStateException("the connection was cut");
            }
            return mine;
        }

        /** To be called when the reply was read to its end: the connection is good for another call. */
        void reuse() {
            reusable = true;
        }

        /** Ends the call at once, from whatever thread. */
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
            // Another thread may have taken it meanwhile: only whoever removes it may close it.
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
        return RestClientBuilder.newBuilder()
                .baseUri(baseUrl)
                .connectTimeout(connectTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(readTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                // shared, or each client would read the certificates of all authorities anew
                .sslContext(trusted())
                // else every error is read into memory, whatever its size, before it is seen here
                .property("microprofile.rest.client.disable.default.mapper", true)
                .property("resteasy.connectionPoolSize", 1)
                .property("resteasy.maxPooledPerRoute", 1)
                .property(
                        "resteasy.connectionCheckoutTimeout", List.of(connectTimeout.toMillis(), TimeUnit.MILLISECONDS))
                .build(api);
    }

    private static SSLContext trusted() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java's trusted certificates cannot be read.", e);
        }
    }
}
