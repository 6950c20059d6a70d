package org.satbuddy.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletContext;

/** Reads the files once, for the page that names them and for what serves them. */
@ApplicationScoped
class AssetsProducer {

    @Inject
    ServletContext context;

    @Produces
    @Singleton
    Assets assets() {
        return Assets.load(context);
    }
}
