package org.satbuddy.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IncomingRequestsTest {

    /** Two of the largest bodies. */
    private static final int SMALLEST_ROOM = 0;

    private static final int LARGE = 1_000_000;
    private static final int TURNS = 16;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final IncomingRequests requests = new IncomingRequests(SMALLEST_ROOM, new ResponseBodies(timer, 200_000));
    private final List<String> worked = new ArrayList<>();
    private final FilterChain chain = (request, response) -> {
        worked.add(new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    };

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void worksAtOnceOnARequestThatIsHere() throws Exception {
        pass(new FakeExchange(), "mia");
        pass(FakeExchange.post(2).send("hi"), "mia");
        assertThat(worked).containsExactly("", "hi");
    }

    @Test
    void waitsForABodyWithoutAThread() throws Exception {
        FakeExchange exchange = FakeExchange.post(4).send("on");
        pass(exchange, "mia");
        assertThat(exchange.dispatches).isZero();

        exchange.send("ly");
        assertThat(exchange.dispatches).isEqualTo(1);
        goOn(exchange);
        assertThat(worked).containsExactly("only");
    }

    /** One with many requests delays only itself. */
    @Test
    void letsASenderWaitForATurn() throws Exception {
        FakeExchange next = FakeExchange.post(2).send("hi");
        atWork(TURNS, "mia", () -> {
            pass(next, "mia");
            assertThat(worked).isEmpty();
            pass(new FakeExchange(), "ben");
            assertThat(worked).containsExactly("");
            assertThat(next.dispatches).isZero();
        });

        assertThat(next.dispatches).isEqualTo(1);
        goOn(next);
        assertThat(worked).as("its body stayed with the server").containsExactly("", "hi");
    }

    @Test
    void letsASenderWaitForATurnWithABodyThatCameLate() throws Exception {
        FakeExchange late = FakeExchange.post(2);
        pass(late, "mia");
        atWork(TURNS, "mia", () -> {
            late.send("hi");
            assertThat(late.dispatches).isZero();
        });
        assertThat(late.dispatches).isEqualTo(1);
        goOn(late);
        assertThat(worked).containsExactly("hi");
    }

    @Test
    void refusesARequestWhoseTurnDoesNotCome() throws Exception {
        FakeExchange next = new FakeExchange();
        atWork(TURNS, "mia", () -> {
            pass(next, "mia");
            next.timeOut();
            goOn(next);
        });
        assertThat(next.status).isEqualTo(503);
        assertThat(next.inputClosed).isFalse();
        assertThat(worked).isEmpty();
    }

    @Test
    void refusesABodyThatTakesTooLong() throws Exception {
        FakeExchange slow = FakeExchange.post(LARGE).send("{");
        pass(slow, "mia");
        slow.timeOut();
        assertTooSlow(slow);
    }

    /** Twenty slow uploads held the room of all others for minutes. */
    @Test
    void takesTheRoomOfASlowBodyIfOthersWaitForIt() throws Exception {
        var slow = new ArrayList<FakeExchange>();
        for (int i = 0; i < 10; i++) {
            slow.add(FakeExchange.post(LARGE).send("{"));
            pass(slow.get(i), "guest" + i);
        }
        long begun = System.nanoTime();
        requests.tick(begun + TimeUnit.SECONDS.toNanos(20));
        assertThat(slow).noneMatch(it -> it.dispatches > 0);

        FakeExchange fast = FakeExchange.post(LARGE);
        pass(fast, "mia");
        assertThat(fast.reader).isNull();
        requests.tick(begun + TimeUnit.SECONDS.toNanos(1));
        assertThat(slow).noneMatch(it -> it.dispatches > 0);
        requests.tick(begun + TimeUnit.SECONDS.toNanos(3));

        assertThat(fast.reader).isNotNull();
        for (FakeExchange it : slow) {
            assertTooSlow(it);
        }
        fast.send("x".repeat(LARGE));
        goOn(fast);
        assertThat(worked).containsExactly("x".repeat(LARGE));
    }

    /** The server reads it when the request ends, and a thread waits for it. */
    @Test
    void readsTheBodyOfARefusedRequestFirst() throws Exception {
        FakeExchange refused = FakeExchange.post(LARGE).send("{");
        requests.passWithoutBody(refused.request(), refused.response(), ErrorResponse.unavailable("Not now."), chain);
        assertThat(refused.dispatches).isZero();
        refused.send("x".repeat(LARGE - 1));
        assertThat(refused.dispatches).isEqualTo(1);
        goOn(refused);

        assertThat(refused.status).isEqualTo(503);
        assertThat(refused.body()).contains("Not now.");
        assertThat(worked).isEmpty();
    }

    @Test
    void waitsForARefusedBodyOnlySoLong() throws Exception {
        FakeExchange refused = FakeExchange.post(LARGE).send("{");
        requests.passWithoutBody(refused.request(), refused.response(), ErrorResponse.unavailable("Not now."), chain);
        refused.timeOut();
        goOn(refused);

        assertThat(refused.status).isEqualTo(503);
        assertThat(refused.closedUnderInterrupt).isTrue();
        assertThat(Thread.interrupted()).isFalse();
    }

    /** The request of a long poll stays in memory while it waits. */
    @Test
    void keepsNoBodyForAMethodThatHasNone() throws Exception {
        FakeExchange poll = FakeExchange.post(LARGE).get();
        pass(poll, "mia");
        poll.send("x".repeat(LARGE));
        assertThat(poll.dispatches).isEqualTo(1);
        goOn(poll);
        assertThat(worked).containsExactly("");
    }

    /** The resource finds it too large. Most clients read the response only after they have sent everything. */
    @Test
    void readsALittleMoreThanItKeeps() throws Exception {
        FakeExchange large = FakeExchange.post(3 * LARGE);
        pass(large, "mia");
        large.send("x".repeat(2 * LARGE));
        assertThat(large.dispatches).isZero();
        large.send("x".repeat(LARGE));
        goOn(large);
        assertThat(worked).containsExactly("x".repeat(LARGE + 1));
        assertThat(large.inputClosed).isFalse();
    }

    @Test
    void doesNotReadAnEndlessBody() throws Exception {
        FakeExchange endless = FakeExchange.post(Integer.MAX_VALUE);
        pass(endless, "mia");
        endless.send("x".repeat(20 * LARGE));
        goOn(endless);
        assertThat(endless.closedUnderInterrupt).isTrue();
    }

    private interface Act {
        void run() throws Exception;
    }

    /** Does something while so many requests of a sender are worked on. */
    private void atWork(int count, String sender, Act act) throws Exception {
        if (count == 0) {
            act.run();
            return;
        }
        var exchange = new FakeExchange();
        requests.pass(exchange.request(), exchange.response(), sender, (request, response) -> {
            try {
                atWork(count - 1, sender, act);
            } catch (IOException | ServletException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void pass(FakeExchange exchange, String sender) throws IOException, ServletException {
        requests.pass(exchange.request(), exchange.response(), sender, chain);
    }

    private void goOn(FakeExchange exchange) throws IOException, ServletException {
        requests.goOn(exchange.request(), exchange.response(), chain);
    }

    private void assertTooSlow(FakeExchange slow) throws IOException, ServletException {
        goOn(slow);
        assertThat(slow.status).isEqualTo(408);
        assertThat(slow.header("Connection")).isEqualTo("close");
        assertThat(slow.closedUnderInterrupt).isTrue();
        assertThat(Thread.interrupted()).as("an interrupt is left behind").isFalse();
        assertThat(worked).isEmpty();
    }
}
