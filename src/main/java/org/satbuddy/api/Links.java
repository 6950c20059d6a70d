package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BadRequestException;
import java.net.URI;
import org.satbuddy.config.Settings;

/**
 * The paths by which clients reach resources: below the path of {@code satbuddy.public-url}, or else below the
 * application's context root. Most are no absolute URLs, because a proxy may be in front of the server.
 */
@ApplicationScoped
class Links {

    /** Of a name in the DNS. */
    private static final int LONGEST_HOST = 253;

    @Inject
    Settings settings;

    private volatile String root = "";

    /** Reads the context root at the start, because threads without a request need it later. */
    void start(@Observes @Initialized(ApplicationScoped.class) ServletContext application) {
        root = settings.publicUrl().map(URI::getRawPath).orElseGet(application::getContextPath);
    }

    String task(String id) {
        return root + "/ai/task/" + id + "/";
    }

    /** The page on which a code is entered, with the code. A browser does not send what follows the hash sign. */
    String entrance(String code) {
        return settings.publicUrl().map(URI::toString).orElse(root) + "/ai/pass/#" + code;
    }

    /** The same as an absolute address, for phones that read it from a screen. */
    String entrance(String code, HttpServletRequest request) {
        String link = entrance(code);
        return link.startsWith("/") ? origin(request) + link : link;
    }

    /** As the caller sees the server. */
    private static String origin(HttpServletRequest request) {
        if (request.getServerName().length() > LONGEST_HOST) {
            throw new BadRequestException();
        }
        int port = request.getServerPort();
        boolean usual = port == (request.isSecure() ? 443 : 80);
        return request.getScheme() + "://" + request.getServerName() + (usual ? "" : ":" + port);
    }

    /** The page for signing in, with a word behind the hash sign for its script. */
    URI signIn(String outcome) {
        return URI.create(settings.publicUrl().map(URI::toString).orElse(root) + "/login/#" + outcome);
    }

    String image(String id) {
        return root + "/ai/image/" + id;
    }
}
