package org.satbuddy.network;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.regex.Pattern;
import org.satbuddy.config.Settings;
import org.satbuddy.log.LimitedLog;

/**
 * Logs in at a proxy that asks for a password. MicroProfile's clients can be told a proxy but no password. So they are
 * told the address of this relay, which adds the password to each request for a tunnel.
 *
 * <p>It listens on loopback, and asks for tunnels to its one provider only. So other programs of this machine gain
 * nothing by it. What goes through the tunnel is encrypted between the client and the provider.
 */
public final class ProxyLogin implements AutoCloseable {

    private static final System.Logger LOG = LimitedLog.of(ProxyLogin.class);

    private static final int HTTPS_PORT = 443;
    /** Two for each call. There are no more workers than a thousand. */
    private static final int MOST_SOCKETS = 4096;

    private static final int MOST_BYTES_OF_HEAD = 8 << 10;
    private static final Pattern REFUSED = Pattern.compile("HTTP/1\\.[01] 40[17]\\b");
    private static final int TIMEOUT_OF_HEAD = 10_000;
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    private final Settings.Proxy proxy;
    private final String request;
    private final String authorization;
    private final int connectTimeout;
    private final ThreadFactory threads;
    private final ServerSocket entrance;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /**
     * Starts to listen.
     *
     * @param provider where tunnels lead
     * @throws UncheckedIOException if loopback has no free port
     */
    public ProxyLogin(Settings.Proxy proxy, URI provider, int connectTimeout, ThreadFactory threads) {
        this.proxy = proxy;
        this.connectTimeout = connectTimeout;
        this.threads = threads;
        int port = provider.getPort() < 0 ? HTTPS_PORT : provider.getPort();
        request = "CONNECT " + provider.getHost() + ":" + port + " ";
        authorization = "Proxy-Authorization: Basic "
                + Base64.getEncoder()
                        .encodeToString(proxy.credentials().orElseThrow().getBytes(UTF_8)) + "\r\n\r\n";
        try {
            entrance = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.newThread(this::accept).start();
    }

    /** The proxy to tell to clients. */
    public Settings.Proxy relay() {
        return new Settings.Proxy(
                entrance.getInetAddress().getHostAddress(), entrance.getLocalPort(), proxy.credentials());
    }

    @Override
    public void close() {
        close(entrance);
        open.forEach(ProxyLogin::close);
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                if (open.size() < MOST_SOCKETS) {
                    open.add(client);
                    threads.newThread(() -> serve(client)).start();
                } else {
                    close(client);
                }
            } catch (IOException e) {
                if (!entrance.isClosed()) {
                    LOG.log(Level.WARNING, "The relay to the proxy could not accept a call: {0}", e.toString());
                }
            }
        }
    }

    private void serve(Socket client) {
        var server = new Socket();
        open.add(server);
        try (client;
                server) {
            client.setSoTimeout(TIMEOUT_OF_HEAD);
            byte[] head = head(client.getInputStream());
            if (!new String(head, ISO_8859_1).startsWith(request)) {
                refuse(client, "403 Forbidden");
                return;
            }
            connect(server);
            OutputStream out = server.getOutputStream();
            out.write(head, 0, head.length - 2);
            out.write(authorization.getBytes(ISO_8859_1));
            out.flush();
            server.setSoTimeout(TIMEOUT_OF_HEAD);
            byte[] reply = head(server.getInputStream());
            if (REFUSED.matcher(new String(reply, ISO_8859_1)).lookingAt()) {
                refuse(client, "407 Proxy Authentication Required");
                return;
            }
            client.getOutputStream().write(reply);
            client.setSoTimeout(0);
            server.setSoTimeout(0);
            threads.newThread(() -> pass(server, client)).start();
            pass(client, server);
        } catch (IOException e) {
            // Either side ended the call, which its client notices.
        } finally {
            open.removeAll(List.of(client, server));
        }
    }

    /** Reads up to the empty line. A client sends nothing after it before the proxy has replied. */
    private static byte[] head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < END_OF_HEAD.length) {
            int next = in.read();
            if (next < 0 || head.size() == MOST_BYTES_OF_HEAD) {
                throw new IOException("no request");
            }
            head.write(next);
            matched = next == END_OF_HEAD[matched] ? matched + 1 : next == END_OF_HEAD[0] ? 1 : 0;
        }
        return head.toByteArray();
    }

    private void connect(Socket server) throws IOException {
        try {
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(proxy.host(), proxy.port()), connectTimeout);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} cannot be reached: {1}", proxy, e.toString());
            throw e;
        }
    }

    private static void refuse(Socket client, String status) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n").getBytes(ISO_8859_1));
    }

    /** Copies until either side ends. Both ends are closed then, so the copy in the other direction ends, too. */
    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // As at the end of a call that is cut.
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "A connection of the relay did not close", e);
        }
    }
}
