package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.net.URI;
import org.satbuddy.config.Settings;

/**
 * The paths by which clients reach resources: below the path of {@code satbuddy.public-url}, or else below the
 * application's context root. They are no absolute URLs, because a proxy may be in front of the server.
 */
@ApplicationScoped
class Links {

    private final String root;

    /** For the proxies of CDI. */
    Links() {
        this("");
    }

    @Inject
    Links(Settings settings, ServletContext application) {
        this(settings.publicUrl().map(URI::getRawPath).orElseGet(application::getContextPath));
    }

    /** @param root a path without a slash at the end */
    Links(String root) {
        this.root = root;
    }

    String task(String id) {
        return root + "/ai/task/" + id + "/";
    }

    String image(String id) {
        return root + "/ai/image/" + id;
    }
}
