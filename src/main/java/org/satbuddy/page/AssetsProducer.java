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

    /** Observes the context, because an injected one works only during requests and the page is written before the first. */
    void load(@Observes @Initialized(ApplicationScoped.class) ServletContext context) {
        assets = Assets.load(PageFiles.of(context));
    }

    @Produces
    @Singleton
    Assets assets() {
        return assets;
    }
}
