package org.satbuddy.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletContext;

/** Reads the files once, for the servlet of the page and the servlet of the files. */
@ApplicationScoped
class AssetsProducer {

    private Assets assets;

    /**
     * Observes the context, because an injected context works only during requests. The page is rendered before the
     * first request.
     */
    void load(@Observes @Initialized(ApplicationScoped.class) ServletContext context) {
        assets = Assets.load(PageFiles.of(context));
    }

    @Produces
    @Singleton
    Assets assets() {
        return assets;
    }
}
