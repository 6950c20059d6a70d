package org.satbuddy.provider;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
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
 * <p>Closing a response reads it to its end first, at whatever pace the server sends it, and nothing but closing the whole
 * client cuts the connection. So a reply that nobody wants is left open, its client takes no more calls, and is closed when
 * the last call that it did take is over by its own deadline. A client also retires by age: a call that got stuck before
 * there was a reply to abandon is cut off then.
 */
@ApplicationScoped
class OpenAiClients {

    private static final Duration SERVICE = Duration.ofMinutes(5);

    /** A call may read one last time just before its deadline. */
    private static final Duration LAST_READ = Duration.ofSeconds(5);

    private static final long CHECKOUT_SECONDS = 5;

    @Inject
    Settings settings;

    @Resource
    jakarta.enterprise.concurrent.ManagedScheduledExecutorService managedTimer;

    private ScheduledExecutorService timer;
    private OpenAiApi current;
    private long retiresAt;

    OpenAiClients() {}

    OpenAiClients(Settings settings, ScheduledExecutorService timer) {
        this.settings = settings;
        this.timer = timer;
    }
