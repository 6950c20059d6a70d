package org.satbuddy.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResponseBodiesTest {

    private static final byte[] LONG = "long. ".repeat(20_000).getBytes(StandardCharsets.UTF_8);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ResponseBodies responses = new ResponseBodies(timer, 200_000);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void writesAShortBodyAtOnce() throws Exception {
        FakeExchange exchange = serve((request, response) -> {
            response.getOutputStream().write("sh".getBytes(StandardCharsets.UTF_8));
            response.getOutputStream().write("ort".getBytes(StandardCharsets.UTF_8));
            response.flushBuffer();
        });

        assertThat(exchange.body()).isEqualTo("short");
        assertThat(exchange.contentLength).isEqualTo(5);
        assertThat(exchange.closed).isTrue();
        assertThat(exchange.listener).isNull();
    }

    @Test
    void writesWhatAWriterHolds() throws Exception {
        assertThat(serve((request, response) -> response.getWriter().print("café"))
                        .body())
                .isEqualTo("café");
    }

    @Test
    void sendsALongBodyAsTheClientTakesIt() throws Exception {
        FakeExchange exchange =
                serve((request, response) -> response.getOutputStream().write(LONG));

        assertThat(exchange.body()).isEmpty();
        assertThat(exchange.contentLength).isEqualTo(LONG.length);
        exchange.take(1);
        assertThat(exchange.body().length()).isBetween(1, LONG.length - 1);
        assertThat(exchange.completed).isFalse();
        exchange.take(100);

        assertThat(exchange.body()).isEqualTo(new String(LONG, StandardCharsets.UTF_8));
        assertThat(exchange.completed).isTrue();
    }

    @Test
    void bringsAWholeBodyWithoutACopy() throws Exception {
        FakeExchange exchange = serve((request, response) -> HeldResponse.send(LONG, (HttpServletResponse) response));
        exchange.take(100);
        assertThat(exchange.body().getBytes(StandardCharsets.UTF_8)).isEqualTo(LONG);
    }

    /** The thread that completes a response later may be the one that commits for everybody. */
    @Test
    void neverWritesOnAThreadThatCompletesLater() throws Exception {
        var later = new AsyncContext[1];
        FakeExchange exchange = serve((request, response) -> {
            later[0] = request.startAsync();
            response.getOutputStream().write("short".getBytes(StandardCharsets.UTF_8));
        });
        assertThat(exchange.listener).isNull();

        later[0].complete();

        assertThat(exchange.body()).isEmpty();
        assertThat(exchange.completed).isFalse();
        exchange.take(100);
        assertThat(exchange.body()).isEqualTo("short");
        assertThat(exchange.completed).isTrue();
    }

    @Test
    void letsStreamsPass() throws Exception {
        var later = new AsyncContext[1];
        var stream = new NoListener();
        FakeExchange exchange = serve((request, response) -> {
            later[0] = request.startAsync();
            response.getOutputStream().setWriteListener(stream);
            response.getOutputStream().write("event".getBytes(StandardCharsets.UTF_8));
        });

        assertThat(exchange.listener).isSameAs(stream);
        assertThat(exchange.body()).isEqualTo("event");
        later[0].complete();
        assertThat(exchange.completed).isTrue();
    }

    /** Clients that read nothing would hold a thread each. */
    @Test
    void writesNoShortBodyAtOnceWhileManyAreBeingWritten() throws Exception {
        FakeExchange last = writeWithin(16);
        assertThat(last.body()).isEmpty();
        last.take(100);
        assertThat(last.body()).isEqualTo("answer");
        assertThat(serveShort(new FakeExchange()).body()).isEqualTo("answer");
    }

    /** Answers while so many other answers are being written. */
    private FakeExchange writeWithin(int others) throws Exception {
        var exchange = new FakeExchange();
        if (others == 0) {
            return serveShort(exchange);
        }
        var inner = new FakeExchange[1];
        exchange.whenWritten = () -> inner[0] = writeWithin(others - 1);
        serveShort(exchange);
        return inner[0];
    }

    private FakeExchange serveShort(FakeExchange exchange) throws Exception {
        responses.serve(
                exchange.request(),
                exchange.response(),
                (request, response) -> response.getOutputStream().write("answer".getBytes(StandardCharsets.UTF_8)),
                () -> {});
        return exchange;
    }

    /** 120 kB each, of 200 kB. */
    @Test
    void writesALongBodyAtOnceIfOthersTakeTheRoom() throws Exception {
        FilterChain answer = (request, response) -> response.getOutputStream().write(LONG);
        FakeExchange first = serve(answer);
        FakeExchange second = serve(answer);
        assertThat(second.body()).hasSize(LONG.length);

        first.take(100);
        first.end();

        assertThat(serve(answer).body()).isEmpty();
    }

    @Test
    void returnsTheRoomOfAClientThatGoes() throws Exception {
        FilterChain answer = (request, response) -> response.getOutputStream().write(LONG);
        FakeExchange first = serve(answer);
        first.listener.onError(new IOException("gone"));
        assertThat(first.completed).isTrue();

        assertThat(serve(answer).body()).isEmpty();
    }

    /** Two more would fit if the room were returned twice. */
    @Test
    void returnsTheRoomOnceIfTheServerRefusesTheListener() throws Exception {
        FilterChain answer = (request, response) -> response.getOutputStream().write(LONG);
        var refusing = new FakeExchange();
        refusing.refusesListeners = true;
        responses.serve(refusing.request(), refusing.response(), answer, () -> {});
        refusing.end();
        assertThat(refusing.completed).isTrue();

        assertThat(serve(answer).body()).isEmpty();
        assertThat(serve(answer).body()).hasSize(LONG.length);
    }

    @Test
    void forgetsTheBodyBeforeAnError() throws Exception {
        FakeExchange exchange = serve((request, response) -> {
            response.getOutputStream().write(LONG);
            ((HttpServletResponse) response).sendError(404);
        });
        assertThat(exchange.status).isEqualTo(404);
        assertThat(exchange.body()).isEmpty();
        assertThat(exchange.closed).isTrue();
    }

    @Test
    void leavesAnUpgradedConnectionAlone() throws Exception {
        assertThat(serve((request, response) -> ((HttpServletResponse) response).setStatus(101)).closed)
                .isFalse();
    }

    @Test
    void passesFailuresOn() {
        assertThatThrownBy(() -> serve((request, response) -> {
                    throw new IOException("broken");
                }))
                .hasMessage("broken");
    }

    private FakeExchange serve(FilterChain chain) throws Exception {
        var exchange = new FakeExchange();
        responses.serve(exchange.request(), exchange.response(), chain, () -> {});
        return exchange;
    }

    private static final class NoListener implements WriteListener {

        @Override
        public void onWritePossible() {}

        @Override
        public void onError(Throwable failure) {}
    }
}
