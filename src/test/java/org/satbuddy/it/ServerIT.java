package org.satbuddy.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server around the application: what it answers and logs by itself, as {@code satbuddy.cli} configures it. */
@ExtendWith(SharedServers.class)
class ServerIT {

    private static final List<String> SECURITY_HEADERS = List.of(
            "content-security-policy",
            "x-content-type-options",
            "referrer-policy",
            "permissions-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy");

    @ParameterizedTest
    @CsvSource({
        "GET, /openapi, 200",
        "POST, /openapi, 405",
        "GET, /WEB-INF/web.xml, 404",
        "GET, /META-INF/MANIFEST.MF, 404",
        "GET, /.well-known/acme-challenge/x, 404",
        "OPTIONS, *, 200",
        "TRACE, /, 405",
        "TRACE, /openapi, 405",
        "TRACE, /ai/chat/, 405",
        "GET, /ai/chat/, 200",
        "GET, /, 302",
        "GET, /nowhere, 404"
    })
    void putsEachSecurityHeaderOnceOnEveryResponse(String method, String target, int status) throws IOException {
        RawAnswer answer = send(method + " " + target + " HTTP/1.1", "Host: " + authority());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.names()).containsOnlyOnceElementsOf(SECURITY_HEADERS);
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(answer.header("content-security-policy"))
                .contains("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.names()).doesNotContain("strict-transport-security");
    }

    /** Relative, because a proxy may have added to the path. */
    @ParameterizedTest
    @CsvSource({"/, ai/chat/", "/ai/chat, chat/"})
    void leadsToThePage(String path, String location) throws IOException {
        RawAnswer answer = send("GET " + path + " HTTP/1.1", "Host: " + authority());

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("location")).isEqualTo(location);
    }

    @Test
    void putsThemOnTheRefusalOfALargeBody() throws IOException {
        RawAnswer answer =
                send("POST /ai/chat/message/ HTTP/1.1", "Host: " + authority(), "Content-Length: 99999999999");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.names()).containsOnlyOnceElementsOf(SECURITY_HEADERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi", "/WEB-INF/web.xml", "/ai/chat/"})
    void asksForTlsFromNowOnWhereItSpeaksTls(String path) throws Exception {
        try (Socket socket = trustingAll()
                .getSocketFactory()
                .createSocket("localhost", address().getPort() + 363)) {
            RawAnswer answer = send(socket, "GET " + path + " HTTP/1.1", "Host: localhost");

            assertThat(answer.names()).containsOnlyOnce("strict-transport-security");
            assertThat(answer.names()).containsOnlyOnceElementsOf(SECURITY_HEADERS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console", "/console/", "/console/index.html", "/management", "/health", "/metrics"})
    void servesNothingOfTheManagementInterface(String path) throws IOException {
        RawAnswer answer = send("GET " + path + " HTTP/1.1", "Host: " + authority());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.names()).doesNotContain("location");
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    }

    /** These are refused before the server looks for a host's filters. Without a body there is nothing to protect. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE",
                "GET /a b HTTP/1.1",
                "GET /% HTTP/1.1|Host: localhost",
                "GET / HTTP/1.1",
                "GET / HTTP/1.1|Host: a|Host: b",
                "GET / HTTP/1.1|Host: localhost|no colon",
                "GET / HTTP/1.1|Host: localhost|Content-Length: x"
            })
    void refusesMalformedRequestsWithoutABody(String request) throws IOException {
        RawAnswer answer = send(request.split("\\|"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("content-length")).isEqualTo("0");
        assertThat(answer.names()).doesNotContain("content-type", "location");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void refusesConnect() throws IOException {
        RawAnswer answer = send("CONNECT " + authority() + " HTTP/1.1", "Host: " + authority());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.names()).containsOnlyOnceElementsOf(SECURITY_HEADERS);
        assertThat(server().entries()).noneMatch(it -> it.contains("UT005071") && it.contains("CONNECT"));
    }

    /** The first is answered by the server itself, the second by JAX-RS. */
    @ParameterizedTest
    @CsvSource({"/openapi, Accept, UT005071", "/ai/ready, Content-Type, RESTEASY002130"})
    void logsARepeatedBadRequestOnce(String path, String header, String code) throws IOException {
        for (int i = 0; i < 20; i++) {
            RawAnswer answer = send("GET " + path + " HTTP/1.1", "Host: " + authority(), header + ": nonsense");
            assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        }

        assertThat(server().entries().stream().filter(it -> it.contains("\"message\":\"" + code)))
                .hasSize(1);
    }

    /** A stopping server is suspended, too, while the last streams end. */
    @Test
    void logsNoErrorWhileSuspended() {
        var student = new Student(server().baseUrl());
        long errors = errors();

        server().administer(":suspend");
        try {
            assertThat(student.get("/ai/ready").status()).isEqualTo(503);
            await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(20)).until(() -> errors() == errors);
        } finally {
            server().administer(":resume");
        }

        assertThat(student.get("/ai/ready").status()).isEqualTo(200);
    }

    private static long errors() {
        return server().entries().stream()
                .filter(it -> it.contains("\"level\":\"ERROR\""))
                .count();
    }

    private static PackagedServer server() {
        return SharedServers.server();
    }

    private static URI address() {
        return URI.create(server().baseUrl());
    }

    private static String authority() {
        return address().getAuthority();
    }

    /** Sends the lines of a request without a body, and reads until the server closes the connection. */
    private static RawAnswer send(String... lines) throws IOException {
        try (var socket = new Socket(address().getHost(), address().getPort())) {
            return send(socket, lines);
        }
    }

    private static RawAnswer send(Socket socket, String... lines) throws IOException {
        socket.setSoTimeout(30_000);
        String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        return RawAnswer.of(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
    }

    /** A response as it came, with the names of its headers in lower case. */
    private record RawAnswer(int status, List<Map.Entry<String, String>> headers, String body) {

        static RawAnswer of(String text) {
            String[] parts = text.split("\r\n\r\n", 2);
            var headers = parts[0].lines()
                    .skip(1)
                    .map(line -> line.split(": ?", 2))
                    .map(it -> Map.entry(it[0].toLowerCase(Locale.ROOT), it[1]))
                    .toList();
            return new RawAnswer(Integer.parseInt(text.split(" ", 3)[1]), headers, parts[1]);
        }

        List<String> names() {
            return headers.stream().map(Map.Entry::getKey).toList();
        }

        String header(String name) {
            return headers.stream()
                    .filter(it -> it.getKey().equals(name))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** The server makes its own certificate for localhost. */
    private static SSLContext trustingAll() throws GeneralSecurityException {
        var trust = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust}, null);
        return context;
    }
}
