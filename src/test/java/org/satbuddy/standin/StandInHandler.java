package org.satbuddy.standin;

import java.util.ArrayList;
import java.util.List;

/** Takes the requests: completions, and the handles for whoever runs a test. On the loop's thread only. */
final class StandInHandler implements Connection.Handler {

    private final EventLoop loop;
    private final String key;
    private final RateLimiter limiter;
    private final long began = System.nanoTime();
    private final Counts counts = new Counts();
    private final List<Runnable> held = new ArrayList<>();
    private final long usualDelay;
    private long delay;
    private boolean holding;

    /** @param key the API key to insist on; empty for none */
    StandInHandler(EventLoop loop, long delay, String key, RateLimiter limiter) {
        this.loop = loop;
        this.usualDelay = delay;
        this.delay = delay;
        this.key = key;
        this.limiter = limiter;
    }

    @Override
    public void handle(HttpRequest request, Connection.Exchange exchange) {
        if (request.is("POST", "/v1/chat/completions")) {
            complete(request, exchange);
        } else if (request.is("GET", "/stats")) {
            exchange.reply(Reply.json(200, stats().toJson()));
        } else if (request.is("POST", "/reset")) {
            reset();
            exchange.reply(Reply.json(200, stats().toJson()));
        } else if (request.is("POST", "/hold")) {
            hold();
            exchange.reply(Reply.json(200, stats().toJson()));
        } else if (request.is("POST", "/release")) {
            release();
            exchange.reply(Reply.json(200, stats().toJson()));
        } else if (request.is("POST", "/delay") && request.query().matches("ms=\\d{1,7}")) {
            delay(Long.parseLong(request.query().substring("ms=".length())));
            exchange.reply(Reply.json(200, stats().toJson()));
        } else {
            exchange.reply(new Refusal(
                            404,
                            "Invalid URL (" + request.method() + " " + request.path() + ")",
                            "invalid_request_error",
                            null,
                            null)
                    .reply());
        }
    }

    StandIn.Stats stats() {
        return counts.stats();
    }

    void reset() {
        counts.reset();
        delay = usualDelay;
        release();
    }

    void delay(long millis) {
        delay = millis;
    }

    void hold() {
        holding = true;
    }

    void release() {
        holding = false;
        List.copyOf(held).forEach(Runnable::run);
        held.clear();
    }

    private void complete(HttpRequest request, Connection.Exchange exchange) {
        counts.begun();
        exchange.whenOver(counts::answered, counts::left);
        try {
            checkKey(request.headers().getOrDefault("authorization", ""));
            Asked asked = RequestCheck.check(request);
            RateLimiter.Verdict verdict = limiter.ask(asked.tokens(), System.nanoTime() - began);
            if (!verdict.admitted()) {
                counts.limited();
                exchange.reply(limited(asked, verdict));
                return;
            }
            Wish wish = Wish.in(asked.text());
            if (!wish.task().isEmpty()) {
                counts.task(wish.task());
            }
            Runnable reply = () -> exchange.reply(answer(asked, wish).with(verdict.headers()));
            long pause = wish.slow() < 0 ? delay : wish.slow();
            if (holding) {
                held.add(reply);
            } else if (pause > 0) {
                loop.after(pause, reply);
            } else {
                reply.run();
            }
        } catch (Refusal refusal) {
            counts.refused(refusal);
            exchange.reply(refusal.reply());
        }
    }

    private static Reply limited(Asked asked, RateLimiter.Verdict verdict) {
        String message = "Rate limit reached for " + asked.model() + " on " + verdict.shortOf()
                + " per minute. Please try again in " + RateLimiter.span(verdict.retryAfter()) + ".";
        return new Refusal(429, message, verdict.shortOf(), null, "rate_limit_exceeded")
                .reply("Retry-After: " + (long) Math.ceil(verdict.retryAfter()))
                .with(verdict.headers());
    }

    private Reply answer(Asked asked, Wish wish) {
        if (!wish.behaviour().isEmpty()) {
            String whose = wish.task().isEmpty() ? asked.text() : wish.task();
            if (counts.wished(wish.behaviour() + " of " + whose) <= wish.times()) {
                return Behaviour.of(wish.behaviour()).orElseThrow().reply(asked, wish);
            }
        }
        return Completion.reply(asked);
    }

    private void checkKey(String authorization) {
        if (key.isEmpty() && authorization.isEmpty()) {
            return;
        }
        if (!authorization.startsWith("Bearer ") || !key.isEmpty() && !authorization.equals("Bearer " + key)) {
            throw new Refusal(401, "Incorrect API key provided.", "invalid_request_error", null, "invalid_api_key");
        }
    }
}
