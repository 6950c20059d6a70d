package org.satbuddy.config;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import org.eclipse.microprofile.config.ConfigProvider;

/** Produces the one {@link Settings} instance, and stops the deployment if a setting is invalid. */
@ApplicationScoped
class SettingsProducer {

    @Produces
    @Singleton
    Settings settings() {
        return new SettingsReader(ConfigProvider.getConfig()).read();
    }

    /** Injecting the settings reads them. An {@link InvalidSetting} thrown here stops the deployment. */
    void check(
            @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.PLATFORM_BEFORE)
                    Object started,
            Settings settings) {}
}
