package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.satbuddy.account.Account;
import org.satbuddy.account.NewAccount;
import org.satbuddy.account.SignIn;
import org.satbuddy.identity.ProviderAuthenticator;
import org.satbuddy.identity.SessionAuthenticator;

/** Signs people in and out. */
@Path("/session")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class SessionResource {

    @Inject
    SessionAuthenticator sessions;

    @Inject
    ProviderAuthenticator providers;

    private record Credentials(String name, String password) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response enter(
            InputStream body, @Context HttpServletRequest request, @Context HttpServletResponse response) {
        Credentials credentials = JsonInput.read(
                body,
                input -> new Credentials(
                        input.requiredName("name", NewAccount.MOST_NAME),
                        input.requiredName("password", SignIn.LONGEST)));
        Account account = sessions.enter(credentials.name(), credentials.password(), request, response);
        return Response.ok(JsonOutput.bytes(JsonOutput.success().add("account", AccountJson.of(account))))
                .build();
    }

    /** Whoever came by the school's identity provider is told where to sign out there, too. */
    @DELETE
    public Response leave(@Context HttpServletRequest request, @Context HttpServletResponse response) {
        var json = JsonOutput.success();
        sessions.leave(request, response)
                .flatMap(providers::signOut)
                .ifPresent(it -> json.add("sign_out_url", it.toString()));
        return Response.ok(JsonOutput.bytes(json)).build();
    }
}
