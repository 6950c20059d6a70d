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
import org.satbuddy.config.Settings;
import org.satbuddy.config.SettingsBuilder;
import org.satbuddy.provider.CallFailed.Terminal;
import org.satbuddy.task.Unwatched;

/** Calls through what schools have between themselves and a provider: a proxy, an authority of their own, IPv6. */
@Timeout(60)
class SchoolNetworkTest {

    private static final String ANSWER =
            "{\"choices\":[{\"message\":{\"content\":\"Fine.\"},\"finish_reason\":\"stop\"}],\"model\":\"m\"}";
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
            URI address = URI.create("http://127.0.0.1:" + proxy.getLocalPort());
            assertThat(ask(URI.create("https://provider.example/v1"), network(address, List.of(authority))))
                    .isEqualTo("Fine.");
            assertThat(asked).containsExactly("CONNECT provider.example:443 HTTP/1.1");

            assertThat(ask(here(), network(address, List.of(authority)))).isEqualTo("Fine.");
            assertThat(asked).as("this machine is called directly").hasSize(1);
        }
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

    private static Settings.Network network(URI proxy, List<X509Certificate> authorities) {
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
        var proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        THREADS.submit(() -> {
            while (true) {
                Socket client = proxy.accept();
                var head = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
                asked.add(head.readLine());
                while (!head.readLine().isEmpty()) {
                    // The rest of the head.
                }
                client.getOutputStream().write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(ISO_8859_1));
                var server = new Socket(
                        InetAddress.getLoopbackAddress(), provider.getAddress().getPort());
                THREADS.submit(() -> client.getInputStream().transferTo(server.getOutputStream()));
                THREADS.submit(() -> server.getInputStream().transferTo(client.getOutputStream()));
            }
        });
        return proxy;
    }
}
