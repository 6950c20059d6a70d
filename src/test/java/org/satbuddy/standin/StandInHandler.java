package org.satbuddy.standin;

import java.util.ArrayList;
import java.util.List;

/** Handles completions and the requests that control the stand-in. Used on the thread of the loop only. */
final class StandInHandler implements ClientConnection.Handler {

    private final EventLoop loop;
    private final String key;
    private final RateLimiter limiter;
    private final long began = System.nanoTime();
    private final CallCounters counters = new CallCounters();
    private final List<Runnable> held = new ArrayList<>();
    private final long initialDelay;
    private long delay;
    private boolean holding;

    /** @param key the API key to require; empty for none */
    StandInHandler(EventLoop loop, long delay, String key, RateLimiter limiter) {
        this.loop = loop;
        this.initialDelay = delay;
        this.delay = delay;
        this.key = key;
        this.limiter = limiter;
    }

    @Override
    public void handle(ReceivedRequest http, ClientConnection.PendingReply pending) {
        if (http.is("POST", "/v1/chat/completions")) {
            complete(http, pending);
        } else if (http.is("GET", "/stats")) {
            pending.reply(Reply.json(200, stats().toJson()));
        } else if (http.is("POST", "/reset")) {
            reset();
            pending.reply(Reply.json(200, stats().toJson()));
        } else if (http.is("POST", "/hold")) {
            hold();
            pending.reply(Reply.json(200, stats().toJson()));
        } else if (http.is("POST", "/release")) {
            release();
            pending.reply(Reply.json(200, stats().toJson()));
        } else if (http.is("POST", "/delay") && http.query().matches("ms=\\d{1,7}")) {
            delay(Long.parseLong(http.query().substring("ms=".length())));
            pending.reply(Reply.json(200, stats().toJson()));
        } else {
            pending.reply(new Refusal(
                            404,
                            "Invalid URL (" + http.method() + " " + http.path() + ")",
                            "invalid_request_error",
                            null,
                            null)
                    .reply());
        }
    }

    StandIn.Stats stats() {
        return counters.stats();
    }

    void reset() {
        counters.reset();
        delay = initialDelay;
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

    private void complete(ReceivedRequest http, ClientConnection.PendingReply pending) {
        counters.begun();
        pending.whenOver(counters::answered, counters::left);
        try {
            checkKey(http.headers().getOrDefault("authorization", ""));
            CompletionRequest request = RequestCheck.check(http);
            RateLimiter.Verdict verdict = limiter.ask(request.tokens(), System.nanoTime() - began);
            if (!verdict.admitted()) {
                counters.limited();
                pending.reply(limited(request, verdict));
                return;
            }
            Directives directives = Directives.in(request.text());
            if (!directives.task().isEmpty()) {
                counters.task(directives.task());
            }
            Runnable reply = () -> pending.reply(answer(request, directives).with(verdict.headers()));
            long pause = directives.slow() < 0 ? delay : directives.slow();
            if (holding) {
                held.add(reply);
            } else if (pause > 0) {
                loop.after(pause, reply);
            } else {
                reply.run();
            }
        } catch (Refusal refusal) {
            counters.refused(refusal);
            pending.reply(refusal.reply());
        }
    }

    private static Reply limited(CompletionRequest request, RateLimiter.Verdict verdict) {
        String message = "Rate limit reached for " + request.model() + " on " + verdict.shortOf()
                + " per minute. Please try again in " + RateLimiter.span(verdict.retryAfter()) + ".";
        return new Refusal(429, message, verdict.shortOf(), null, "rate_limit_exceeded")
                .reply("Retry-After: " + (long) Math.ceil(verdict.retryAfter()))
                .with(verdict.headers());
    }

    private Reply answer(CompletionRequest request, Directives directives) {
        if (!directives.behaviour().isEmpty()) {
            String whose = directives.task().isEmpty() ? request.text() : directives.task();
            if (counters.repeated(directives.behaviour() + " of " + whose) <= directives.times()) {
                return Behaviour.of(directives.behaviour()).orElseThrow().reply(request, directives);
            }
        }
        return Completion.reply(request);
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
