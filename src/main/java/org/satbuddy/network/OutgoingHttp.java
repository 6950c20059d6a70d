package org.satbuddy.network;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.satbuddy.config.Settings;

/**
 * Small calls to other servers, each with a limit for its time and for the size of its reply. Redirects are not followed.
 */
public final class OutgoingHttp implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final int MOST_HOSTS = 8;

    private final Settings.Network network;
    private final Duration longest;
    private final int most;
    private final ThreadFactory threads;
    private final SSLContext trusted;
    private final Map<String, HttpClient> clients = new ConcurrentHashMap<>();
    private final Queue<ProxyLogin> logins = new ConcurrentLinkedQueue<>();

    /**
     * @param longest time of a call
     * @param most bytes of a reply
     */
    public OutgoingHttp(Settings.Network network, Duration longest, int most, ThreadFactory threads) {
        this.network = network;
        this.longest = longest;
        this.most = most;
        this.threads = threads;
        trusted = TrustedAuthorities.and(network.authorities());
    }

    /** @throws IOException also if the reply is too large, or does not come in time */
    public HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> call =
                client(request.uri()).sendAsync(request, it -> new BoundedBody(most));
        try {
            return call.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no reply in " + longest, e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause().getMessage()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            call.cancel(true);
        }
    }

    private HttpClient client(URI address) throws IOException {
        String host = address.getAuthority();
        if (clients.size() >= MOST_HOSTS && !clients.containsKey(host)) {
            throw new IOException("too many hosts");
        }
        return clients.computeIfAbsent(host, it -> build(address));
    }

    /** One for each host, because a relay to the proxy leads to one host. */
    private HttpClient build(URI address) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(trusted);
        network.proxyFor(address)
                .map(it -> relayed(it, address))
                .ifPresentOrElse(
                        it -> client.proxy(ProxySelector.of(new InetSocketAddress(it.host(), it.port()))),
                        () -> client.proxy(HttpClient.Builder.NO_PROXY));
        return client.build();
    }

    private Settings.Proxy relayed(Settings.Proxy proxy, URI address) {
        if (proxy.credentials().isEmpty()) {
            return proxy;
        }
        var login = new ProxyLogin(proxy, address, (int) CONNECT.toMillis(), threads);
        logins.add(login);
        return login.relay();
    }

    @Override
    public void close() {
        logins.forEach(ProxyLogin::close);
    }
}
