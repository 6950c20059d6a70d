package org.satbuddy.provider;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.satbuddy.config.Settings;
import org.satbuddy.config.SettingsBuilder;
import org.satbuddy.network.ProxyLogin;
import org.satbuddy.provider.CallFailed.RetrySoon;
import org.satbuddy.provider.CallFailed.Terminal;
import org.satbuddy.task.Unwatched;

/** Calls through what schools have between themselves and a provider: a proxy, an authority of their own, IPv6. */
@Timeout(60)
class SchoolNetworkTest {

    private static final String ANSWER =
            "{\"choices\":[{\"message\":{\"content\":\"Fine.\"},\"finish_reason\":\"stop\"}],\"model\":\"m\"}";
    private static final String REFUSAL = "407 Proxy Authentication Required";
    private static final URI PROVIDER = URI.create("https://provider.example/v1");
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static HttpsServer provider;
    private static X509Certificate authority;

    @BeforeAll
    static void start() throws Exception {
        Path file = folder.resolve("provider.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "provider",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=A school",
                        "-ext",
                        "san=dns:provider.example,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        assertThat(new String(keytool.getInputStream().readAllBytes(), UTF_8)).doesNotContain("rror");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        authority = (X509Certificate) keys.getCertificate("provider");
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        provider = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.setHttpsConfigurator(new HttpsConfigurator(tls));
        serve(provider);
    }

    @AfterAll
    static void stop() {
        provider.stop(0);
        THREADS.shutdownNow();
    }

    private static void serve(HttpServer server) {
        server.createContext("/v1/chat/completions", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(ANSWER.getBytes(UTF_8));
            exchange.close();
        });
        server.setExecutor(THREADS);
        server.start();
    }

    @Test
    void trustsAnAuthorityOfTheSchool() throws Exception {
        assertThat(ask(here(), network(null, List.of(authority)))).isEqualTo("Fine.");
    }

    /** Asking again gives the same, and the setting helps. */
    @Test
    void doesNotAskAgainWhenACertificateIsNotTrusted() {
        assertThatThrownBy(() -> ask(here(), network(null, List.of())))
                .isInstanceOfSatisfying(
                        Terminal.class, it -> assertThat(it.told("openai")).contains("satbuddy.tls.authorities"));
    }

    @Test
    void callsThroughTheProxy() throws Exception {
        var asked = new LinkedBlockingQueue<String>();
        try (ServerSocket proxy = proxy(asked)) {
            var address = new Settings.Proxy("127.0.0.1", proxy.getLocalPort(), Optional.empty());
            assertThat(ask(PROVIDER, network(address, List.of(authority)))).isEqualTo("Fine.");
            assertThat(asked).containsExactly("CONNECT provider.example:443 HTTP/1.1");

            assertThat(ask(here(), network(address, List.of(authority)))).isEqualTo("Fine.");
            assertThat(asked).as("this machine is called directly").hasSize(1);
        }
    }

    @Test
    void callsThroughAProxyThatAsksForAPassword() throws Exception {
        var asked = new LinkedBlockingQueue<String>();
        try (ServerSocket proxy = proxy(asked, "Basic bWU6cGFzc8O4", REFUSAL)) {
            var address = new Settings.Proxy("127.0.0.1", proxy.getLocalPort(), Optional.of("me:passø"));
            assertThat(ask(PROVIDER, network(address, List.of(authority)))).isEqualTo("Fine.");
            assertThat(asked).containsExactly("CONNECT provider.example:443 HTTP/1.1");
        }
    }

    /** A proxy with status 401, such as tinyproxy, would otherwise look like a provider with a wrong key. */
    @ParameterizedTest
    @CsvSource({
        "407 Proxy Authentication Required, me:wrong",
        "407 Proxy Authentication Required,",
        "401 Unauthorized, me:wrong"
    })
    void namesTheSettingWhenTheProxyRefusesThePassword(String refusal, String credentials) throws Exception {
        try (ServerSocket proxy = proxy(new LinkedBlockingQueue<>(), "Basic other", refusal)) {
            var address = new Settings.Proxy("127.0.0.1", proxy.getLocalPort(), Optional.ofNullable(credentials));
            assertThatThrownBy(() -> ask(PROVIDER, network(address, List.of(authority))))
                    .isInstanceOfSatisfying(
                            Terminal.class, it -> assertThat(it.told("openai")).contains("satbuddy.proxy.password"));
        }
    }

    @Test
    void asksAgainWhenTheProxyCannotBeReached() throws Exception {
        int closed;
        try (var port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = port.getLocalPort();
        }
        var address = new Settings.Proxy("127.0.0.1", closed, Optional.of("me:password"));
        assertThatThrownBy(() -> ask(PROVIDER, network(address, List.of(authority))))
                .isInstanceOf(RetrySoon.class);
    }

    /** The relay is open to every program of the machine, and must not lend them the password. */
    @Test
    void lendsThePasswordToNoOtherAddress() throws Exception {
        var asked = new LinkedBlockingQueue<String>();
        try (ServerSocket proxy = proxy(asked, "Basic bWU6cGFzc3dvcmQ=", REFUSAL);
                var login = new ProxyLogin(
                        new Settings.Proxy("127.0.0.1", proxy.getLocalPort(), Optional.of("me:password")),
                        PROVIDER,
                        1000,
                        Executors.defaultThreadFactory())) {
            for (String request : List.of(
                    "CONNECT other.example:443 HTTP/1.1",
                    "CONNECT provider.example:4430 HTTP/1.1",
                    "GET http://provider.example:443/ HTTP/1.1",
                    "x".repeat(9000))) {
                try (var client = new Socket(login.relay().host(), login.relay().port())) {
                    client.getOutputStream().write((request + "\r\n\r\n").getBytes(ISO_8859_1));
                    assertThat(firstLine(client)).isIn("HTTP/1.1 403 Forbidden", null);
                } catch (SocketException e) {
                    assertThat(request).as("cut while it was sent").startsWith("x");
                }
            }
            assertThat(asked).isEmpty();
        }
    }

    private static String firstLine(Socket client) throws IOException {
        return new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1)).readLine();
    }

    @Test
    void callsAnAddressOfIpVersion6() throws Exception {
        HttpServer local = HttpServer.create(new InetSocketAddress("::1", 0), 0);
        serve(local);
        try {
            URI address = URI.create("http://[::1]:" + local.getAddress().getPort() + "/v1");
            assertThat(ask(address, network(null, List.of()))).isEqualTo("Fine.");
        } finally {
            local.stop(0);
        }
    }

    private static URI here() {
        return URI.create("https://127.0.0.1:" + provider.getAddress().getPort() + "/v1");
    }

    private static Settings.Network network(Settings.Proxy proxy, List<X509Certificate> authorities) {
        return new Settings.Network(Optional.ofNullable(proxy), List.of(), authorities);
    }

    private static String ask(URI address, Settings.Network network) throws CallFailed {
        var call = new OpenAiCall();
        call.settings = new SettingsBuilder()
                .providers("openai")
                .endpoint("openai", new Settings.Endpoint(address, Optional.of("key"), "m", Optional.empty()))
                .network(network)
                .build();
        call.clock = new SystemClock();
        call.threads = Executors.defaultThreadFactory();
        call.open();
        try {
            Permit permit =
                    (Permit) new Governor(System::nanoTime, Clock.systemUTC(), Duration.ofMinutes(1)).ask(1, false);
            return call.complete(SamplePrompts.text(), new Unwatched(), permit).result();
        } finally {
            call.close();
        }
    }

    /** Connects everybody with the provider, whatever name they ask for. */
    private static ServerSocket proxy(BlockingQueue<String> asked) throws IOException {
        return proxy(asked, null, null);
    }

    /** @param credentials without which nobody is connected; null if everybody is */
    private static ServerSocket proxy(BlockingQueue<String> asked, String credentials, String refusal)
            throws IOException {
        var proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        THREADS.submit(() -> {
            while (true) {
                connect(proxy.accept(), asked, credentials, refusal);
            }
        });
        return proxy;
    }

    private static void connect(Socket client, BlockingQueue<String> asked, String credentials, String refusal)
            throws IOException {
        var reader = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
        List<String> head = reader.lines().takeWhile(line -> !line.isEmpty()).toList();
        if (credentials != null && !head.contains("Proxy-Authorization: " + credentials)) {
            client.getOutputStream()
                    .write(("HTTP/1.1 " + refusal + "\r\n"
                                    + "Proxy-Authenticate: Basic realm=\"school\"\r\nContent-Length: 0\r\n\r\n")
                            .getBytes(ISO_8859_1));
            return;
        }
        asked.add(head.get(0));
        client.getOutputStream().write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(ISO_8859_1));
        var server = new Socket(
                InetAddress.getLoopbackAddress(), provider.getAddress().getPort());
        THREADS.submit(() -> client.getInputStream().transferTo(server.getOutputStream()));
        THREADS.submit(() -> server.getInputStream().transferTo(client.getOutputStream()));
    }
}
