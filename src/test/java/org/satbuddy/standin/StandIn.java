package org.satbuddy.standin;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.satbuddy.standin.types.Json;

/**
 * The stand-in provider: {@code POST /v1/chat/completions} on loopback. {@link Directives} and {@link Behaviour} say
 * what a message can ask for. A test controls it by {@code GET /stats}, {@code POST /reset}, {@code POST /delay?ms=N},
 * {@code POST /hold}, which keeps every call open, and {@code POST /release}, which answers them all.
 */
public final class StandIn implements AutoCloseable {

    /**
     * Counts since the last reset.
     *
     * @param calls requests for a completion, including refused ones
     * @param inFlight calls open now
     * @param peak most calls open at once
     * @param answered calls whose reply was sent completely, faulty replies included
     * @param left calls whose client closed the connection before that
     * @param refused calls that OpenAI would reject as invalid
     * @param limited calls refused with 429 because a limit was used up
     * @param tasks calls by the name in {@code [task NAME]}
     * @param refusals the messages of the latest refused calls
     */
    public record Stats(
            int calls,
            int inFlight,
            int peak,
            int answered,
            int left,
            int refused,
            int limited,
            Map<String, Integer> tasks,
            List<String> refusals) {

        Map<String, Object> toJson() {
            return Json.object(
                    "calls", calls,
                    "in_flight", inFlight,
                    "peak", peak,
                    "answered", answered,
                    "left", left,
                    "refused", refused,
                    "limited", limited,
                    "tasks", tasks,
                    "refusals", refusals);
        }
    }

    private final EventLoop loop;
    private final StandInHandler handler;
    private final Listener listener;

    private StandIn(EventLoop loop, StandInHandler handler, Listener listener) {
        this.loop = loop;
        this.handler = handler;
        this.listener = listener;
    }

    /** Listens on a free loopback port, requires no key and answers at once. */
    public static StandIn start() throws IOException {
        return start(0, 0, "");
    }

    /** The same without limits. */
    public static StandIn start(int port, long delay, String key) throws IOException {
        return start(port, delay, key, new RateLimiter(0, 0));
    }

    /**
     * @param port 0 for a free one
     * @param delay ms before each answer
     * @param key the API key to require; empty for none
     * @param limiter consulted before each call
     */
    public static StandIn start(int port, long delay, String key, RateLimiter limiter) throws IOException {
        EventLoop loop = new EventLoop();
        StandInHandler handler = new StandInHandler(loop, delay, key, limiter);
        return new StandIn(loop, handler, Listener.start("stand-in provider", port, loop, handler));
    }

    /** The value for {@code satbuddy.openai.base-url}. */
    public URI baseUrl() {
        return listener.address().resolve("/v1");
    }

    public Stats stats() {
        return ask(handler::stats);
    }

    /** Resets the counts, answers held calls, and restores the initial delay. */
    public void reset() {
        run(handler::reset);
    }

    /** @param millis the delay before each answer whose message asks for no other */
    public void delay(long millis) {
        run(() -> handler.delay(millis));
    }

    /** Keeps every call open from now on. */
    public void hold() {
        run(handler::hold);
    }

    /** Answers all held calls, and later calls at once. */
    public void release() {
        run(handler::release);
    }

    @Override
    public void close() {
        loop.close();
    }

    private void run(Runnable what) {
        ask(() -> {
            what.run();
            return "";
        });
    }

    private <T> T ask(Supplier<T> what) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.soon(() -> answer.complete(what.get()));
        return answer.join();
    }

    /**
     * Prints the base URL, and serves until stopped. Arguments: {@code [--port N] [--delay-ms N] [--key K]
     * [--requests-per-minute N] [--tokens-per-minute N]}.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int port = 0;
        long delay = 0;
        String key = "";
        long requests = 0;
        long tokens = 0;
        for (int i = 0; i + 1 < args.length; i += 2) {
            switch (args[i]) {
                case "--port" -> port = Integer.parseInt(args[i + 1]);
                case "--delay-ms" -> delay = Long.parseLong(args[i + 1]);
                case "--key" -> key = args[i + 1];
                case "--requests-per-minute" -> requests = Long.parseLong(args[i + 1]);
                case "--tokens-per-minute" -> tokens = Long.parseLong(args[i + 1]);
                default -> throw new IllegalArgumentException("Unknown option " + args[i]);
            }
        }
        StandIn standIn = start(port, delay, key, new RateLimiter(requests, tokens));
        System.out.println(standIn.baseUrl());
        standIn.listener.join();
    }
}
