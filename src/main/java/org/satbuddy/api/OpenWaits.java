package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.satbuddy.config.Settings;

/** Counts the requests of this node that wait for news: event streams, WebSockets and long polls. */
@ApplicationScoped
class OpenWaits {

    @Inject
    Settings settings;

    private final AtomicInteger all = new AtomicInteger();
    private final Map<String, Integer> byOwner = new ConcurrentHashMap<>();

    /** Starts a wait and counts it until it completes. Starts nothing and returns empty if {@link #enter} refuses. */
    <T> Optional<CompletionStage<T>> hold(String owner, Supplier<CompletionStage<T>> wait) {
        if (!enter(owner)) {
            return Optional.empty();
        }
        try {
            return Optional.of(wait.get().whenComplete((result, failure) -> leave(owner)));
        } catch (RuntimeException e) {
            leave(owner);
            throw e;
        }
    }

    /** Counts one more. Returns false and counts nothing if the owner or the node has as many as are allowed. */
    boolean enter(String owner) {
        Settings.Limits limits = settings.limits();
        if (all.incrementAndGet() > limits.streamsInAll()) {
            all.decrementAndGet();
            return false;
        }
        if (byOwner.merge(owner, 1, Integer::sum) > limits.streams()) {
            leave(owner);
            return false;
        }
        return true;
    }

    void leave(String owner) {
        byOwner.computeIfPresent(owner, (key, count) -> count == 1 ? null : count - 1);
        all.decrementAndGet();
    }
}
