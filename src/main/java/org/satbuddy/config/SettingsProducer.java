package org.satbuddy.config;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import org.eclipse.microprofile.config.ConfigProvider;

/** Gives everybody the same {@link Settings}, and lets the application start with valid ones only. */
@ApplicationScoped
class SettingsProducer {

    @Produces
    @Singleton
    Settings settings() {
        return new SettingsReader(ConfigProvider.getConfig()).read();
    }

    /** Injecting the settings reads them: an {@link InvalidSetting} from here stops the deployment. */
    void check(
            @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.PLATFORM_BEFORE)
                    Object started,
            Settings settings) {}
}
