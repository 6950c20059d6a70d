package org.satbuddy.provider;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.satbuddy.config.Settings;

/**
 * The client that calls are made with, and the way to get rid of a call that hangs.
 *
 * <p>Closing a response reads it to its end first, at whatever pace the server sends it; nothing but closing the whole
 * client cuts the connection. So a reply that nobody wants is left open, its client takes no more calls, and is closed when
 * the calls that it did take are over by their own deadlines. A client also retires by age: a call that got stuck before
 * there was a reply to abandon is cut off then.
 */
@ApplicationScoped
class OpenAiClients {

    private static final Duration SERVICE = Duration.ofMinutes(5);

    /** For the calls that were begun just before the client retired. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    /** For calls that replace one whose connection is still being given back. */
    private static final int SPARE_CONNECTIONS = 16;

    @Inject
    Settings settings;

    @Resource
    ManagedScheduledExecutorService serverTimer;

    private ScheduledExecutorService timer;
    private OpenAiApi current;
    private long builtAt;

    OpenAiClients() {}

    OpenAiClients(Settings settings, ScheduledExecutorService timer) {
        this.settings = settings;
        this.timer = timer;
    }

    @PostConstruct
    void useTheServersTimer() {
        timer = serverTimer;
    }

    /** The client for a call that begins now. */
    synchronized OpenAiApi current() {
        if (current != null && System.nanoTime() - builtAt > SERVICE.toNanos()) {
            retire(current, null);
        }
        if (current == null) {
            current = build();
            builtAt = System.nanoTime();
        }
        return current;
    }

    /** Gives up a reply that may still be arriving, without waiting for it. */
    synchronized void abandon(OpenAiApi client, Response reply) {
        retire(client, reply);
    }

    /** Holds on to the reply: were it collected as garbage, it would be read to its end by the collector's thread. */
    private void retire(OpenAiApi client, Response reply) {
        if (client == current) {
            current = null;
        }
        Duration longestCall =
                settings.providers().deadline().plus(readTimeout()).plus(MARGIN);
        timer.schedule(() -> close(client, reply), longestCall.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void close(OpenAiApi client, Response reply) {
        client.close();
        if (reply != null) {
            reply.close();
        }
    }

    @PreDestroy
    synchronized void close() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    private OpenAiApi build() {
        Settings.Providers providers = settings.providers();
        int connections = settings.tasks().workers() + SPARE_CONNECTIONS;
        return RestClientBuilder.newBuilder()
                .baseUri(providers.openai().baseUrl())
                .connectTimeout(providers.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(readTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                // else every error is read into memory, whatever its size, before it is seen here
                .property("microprofile.rest.client.disable.default.mapper", true)
                .property("resteasy.connectionPoolSize", connections)
                .property("resteasy.maxPooledPerRoute", connections)
                .property(
                        "resteasy.connectionCheckoutTimeout",
                        List.of(providers.connectTimeout().toMillis(), TimeUnit.MILLISECONDS))
                .build(OpenAiApi.class);
    }

    private Duration readTimeout() {
        Settings.Providers providers = settings.providers();
        return providers.readTimeout().compareTo(providers.deadline()) < 0
                ? providers.readTimeout()
                : providers.deadline();
    }
}
