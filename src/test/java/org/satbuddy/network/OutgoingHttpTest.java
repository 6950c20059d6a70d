package org.satbuddy.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.satbuddy.config.Settings;

class OutgoingHttpTest {

    private static final int MOST = 1000;

    private final OutgoingHttp http = new OutgoingHttp(
            new Settings.Network(Optional.empty(), List.of(), List.of()), Duration.ofSeconds(2), MOST, Thread::new);
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(task -> new Thread(task).start());
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        http.close();
    }

    @Test
    void receivesAReplyOfTheGreatestSize() throws IOException {
        reply(200, MOST);

        assertThat(send().body()).hasSize(MOST);
    }

    @Test
    void refusesALargerReply() {
        reply(200, MOST + 1);

        assertThatIOException().isThrownBy(this::send).withMessageContaining("more than 1000 bytes");
    }

    @Test
    void doesNotFollow() throws IOException {
        reply(302, 0);

        assertThat(send().statusCode()).isEqualTo(302);
    }

    /** A body may come as slowly as its sender likes, so the whole call has a limit. */
    @Test
    void waitsForNoBodyThatDoesNotEnd() {
        server.createContext("/", it -> {
            it.sendResponseHeaders(200, 10);
            it.getResponseBody().write('a');
            it.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();

        assertThatIOException().isThrownBy(this::send).withMessageContaining("no reply in PT2S");
    }

    private void reply(int status, int length) {
        server.createContext("/", it -> {
            it.getResponseHeaders().set("Location", "/elsewhere");
            it.sendResponseHeaders(status, length == 0 ? -1 : length);
            it.getResponseBody().write(new byte[length]);
            it.close();
        });
        server.start();
    }

    private HttpResponse<byte[]> send() throws IOException {
        return http.send(HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"))
                .build());
    }
}
