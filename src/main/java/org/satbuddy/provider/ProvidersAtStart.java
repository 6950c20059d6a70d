package org.satbuddy.provider;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.satbuddy.config.Settings;
import org.satbuddy.log.LimitedLog;

/** Asks each provider a tiny question when the server starts, so that a wrong setting shows before the first student. */
@ApplicationScoped
class ProvidersAtStart {

    private static final System.Logger LOG = LimitedLog.of(ProvidersAtStart.class);

    @Inject
    Settings settings;

    @Inject
    Instance<RemoteCall<?>> calls;

    @Resource
    ManagedExecutorService executor;

    /** Runs after the start-up checks. The server does not wait for the answers: a local model may load for a minute. */
    void check(
            @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.PLATFORM_BEFORE + 2)
                    Object started) {
        if (!settings.providers().checkAtStart()) {
            return;
        }
        for (RemoteCall<?> call : calls) {
            if (settings.providers().order().contains(call.provider())) {
                executor.execute(() -> report(new ProviderCheck(call)));
            }
        }
    }

    private static void report(ProviderCheck check) {
        Optional<String> problem = check.problem();
        if (problem.isEmpty()) {
            LOG.log(Level.INFO, check.name() + " answers.");
        } else {
            LOG.log(Level.WARNING, check.name() + " does not answer: " + problem.get());
        }
    }
}
