package org.satbuddy.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.satbuddy.transfer.IncomingRequests.Work;

class IncomingRequestsTest {

    /** Two of the largest bodies. */
    private static final int SMALLEST_ROOM = 0;

    private static final int LARGE = 1_000_000;
    private static final int TURNS = 8;

    /** Later than any request may wait. */
    private static final long LATE = System.nanoTime() + TimeUnit.HOURS.toNanos(1);

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

    /** A picture takes a processor for up to a second, and others wait for a decoder. They hold no turn meanwhile. */
    @Test
    void worksOnFewUploadsAtOnceAndOnOtherRequestsBesidesThem() throws Exception {
        FakeExchange third = FakeExchange.upload(2).send("hi");
        atWork(() -> FakeExchange.upload(2).send("hi"), 2, "mia", () -> {
            pass(third, "ben");
            pass(new FakeExchange(), "mia");
            assertThat(worked).containsExactly("");
        });

        assertThat(third.dispatches).isEqualTo(1);
        goOn(third);
        assertThat(worked).containsExactly("", "hi");
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

    /** Each takes a processor for a fifth of a second. */
    @Test
    void hashesPasswordsApartFromOtherRequests() throws Exception {
        FakeExchange password = new FakeExchange();
        requests.pass(password.request(), password.response(), Work.PASSWORD, "mia", (request, response) -> {
            FakeExchange next = FakeExchange.post(2).send("hi");
            requests.pass(next.request(), next.response(), Work.PASSWORD, "ben", chain);
            assertThat(worked).as("one at a time").isEmpty();
            try {
                atWork(TURNS, "mia", () -> worked.add("all turns"));
            } catch (IOException | ServletException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(worked).containsExactly("all turns");
    }

    @Test
    void refusesARequestWhoseTurnDoesNotCome() throws Exception {
        FakeExchange next = new FakeExchange();
        atWork(TURNS, "mia", () -> {
            pass(next, "mia");
            requests.tick(LATE);
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
        requests.tick(LATE);
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
        requests.tick(begun + TimeUnit.SECONDS.toNanos(9));
        assertThat(slow).noneMatch(it -> it.dispatches > 0);

        FakeExchange fast = FakeExchange.post(LARGE);
        pass(fast, "mia");
        assertThat(fast.reader).isNull();
        requests.tick(begun + TimeUnit.MILLISECONDS.toNanos(1_900));
        assertThat(slow).noneMatch(it -> it.dispatches > 0);
        requests.tick(begun + TimeUnit.SECONDS.toNanos(3));

        assertThat(fast.reader).isNotNull();
        assertThat(slow)
                .as("no more than wait")
                .filteredOn(it -> it.dispatches > 0)
                .hasSize(1);
        assertTooSlow(slow.stream().filter(it -> it.dispatches > 0).findFirst().orElseThrow());
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
        requests.tick(LATE);
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

    /** A client that prefers to wait may do so for a minute, and thousands may wait. */
    @Test
    void forgetsABodyOnceItIsRead() throws Exception {
        FakeExchange exchange = FakeExchange.post(LARGE);
        pass(exchange, "mia");
        exchange.send("x".repeat(LARGE));
        var received = new AtomicReference<ServletRequest>();
        requests.goOn(exchange.request(), exchange.response(), (request, response) -> {
            received.set(request);
            request.startAsync();
        });

        assertThat(received.get().getInputStream().available()).isZero();
    }

    @Test
    void holdsNoTurnWhileAClientTakesItsResponse() throws Exception {
        FakeExchange exchange = new FakeExchange();
        exchange.whenWritten = () -> atWork(TURNS, "mia", () -> worked.add("all turns"));
        requests.pass(
                exchange.request(),
                exchange.response(),
                Work.SHORT,
                "mia",
                (request, response) -> response.getOutputStream().write(1));
        assertThat(worked).containsExactly("all turns");
    }

    /** A turn that is granted to a request whose client has gone goes to the next. */
    @Test
    void losesNoTurn() throws Exception {
        for (int i = 0; i < 2 * TURNS; i++) {
            FakeExchange gone = FakeExchange.post(2);
            gone.refusesDispatch = true;
            pass(gone, "mia");
            gone.send("hi");
        }
        atWork(TURNS, "mia", () -> worked.add("all turns"));
        assertThat(worked).containsExactly("all turns");
    }

    @Test
    void answersABodyThatBreaksOff() throws Exception {
        FakeExchange half = FakeExchange.post(LARGE).send("{");
        pass(half, "mia");
        half.reader.onError(new IOException("closed"));
        assertThat(half.status).isEqualTo(400);
        assertThat(half.completed).isTrue();
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

    /** Does something while so many requests of a sender are worked on. */
    private void atWork(int count, String sender, FakeExchange.Act act) throws Exception {
        atWork(FakeExchange::new, count, sender, act);
    }

    private void atWork(Callable<FakeExchange> kind, int count, String sender, FakeExchange.Act act) throws Exception {
        if (count == 0) {
            act.run();
            return;
        }
        FakeExchange exchange = kind.call();
        requests.pass(exchange.request(), exchange.response(), Work.SHORT, sender, (request, response) -> {
            try {
                atWork(kind, count - 1, sender, act);
            } catch (IOException | ServletException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void pass(FakeExchange exchange, String sender) throws IOException, ServletException {
        requests.pass(exchange.request(), exchange.response(), Work.SHORT, sender, chain);
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
