package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Supplier;
import org.satbuddy.account.EntryRefused;
import org.satbuddy.identity.ProviderAuthenticator;

/**
 * Signs people in by the school's identity provider. Browsers are led here, so the answers are redirects: to the provider,
 * or to the page for signing in, with what happened behind the hash sign.
 */
@Path("/session/provider")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ProviderSessionResource {

    private static final String IN = "in";

    /** A logout token has a few hundred bytes. */
    private static final int MAX_FORM = 64 * 1024;

    @Inject
    Links links;

    @Inject
    ProviderAuthenticator authenticator;

    @GET
    public Response begin(@Context HttpServletRequest request, @Context HttpServletResponse response) {
        return redirect(() -> authenticator.begin(request, response));
    }

    @GET
    @Path("/return")
    public Response finish(@Context HttpServletRequest request, @Context HttpServletResponse response) {
        return redirect(() -> {
            authenticator.finish(request, response);
            return links.signIn(IN);
        });
    }

    private Response redirect(Supplier<URI> next) {
        try {
            return Response.seeOther(next.get()).build();
        } catch (EntryRefused e) {
            return Response.seeOther(links.signIn(e.reason().name().toLowerCase(Locale.ROOT)))
                    .build();
        }
    }

    /** The provider itself calls this when somebody has signed out there (OpenID Connect Back-Channel Logout 1.0). */
    @POST
    @Path("/logout")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signedOut(InputStream body, @Context HttpServletRequest request) throws IOException {
        byte[] form = body.readNBytes(MAX_FORM + 1);
        if (form.length > MAX_FORM) {
            throw new BadRequestException();
        }
        try {
            authenticator.signedOut(new String(form, StandardCharsets.US_ASCII), request.getRemoteAddr());
        } catch (EntryRefused e) {
            if (e.reason() == EntryRefused.Reason.SIGN_IN_UNAVAILABLE) {
                throw e;
            }
            throw new BadRequestException(e);
        }
        return Response.ok(JsonOutput.bytes(JsonOutput.success())).build();
    }
}
