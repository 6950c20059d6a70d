package org.satbuddy.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletContext;

/** Reads the files once, for the page that names them and for what serves them. */
@ApplicationScoped
class AssetsProducer {

    private Assets assets;

    /** An injected context would be there during requests only, and the page is made before the first. */
    void load(@Observes @Initialized(ApplicationScoped.class) ServletContext context) {
        assets = Assets.load(PageFiles.of(context));
    }

    @Produces
    @Singleton
    Assets assets() {
        return assets;
    }
}
