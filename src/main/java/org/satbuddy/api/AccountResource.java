package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.satbuddy.account.Account;
import org.satbuddy.account.AccountSession;
import org.satbuddy.account.Sessions;
import org.satbuddy.account.SignIn;
import org.satbuddy.identity.Caller;
import org.satbuddy.identity.SessionAuthenticator;

/** The caller's own account. */
@Path("/account")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class AccountResource {

    @Inject
    SessionAuthenticator authenticator;

    @Inject
    Sessions sessions;

    private record NewPassword(String old, String chosen) {}

    /** Who the caller is. Guests and students of a lesson have a role, and no account. */
    @GET
    public Response get(@Context HttpServletRequest http) {
        Caller caller = Caller.of(http);
        var json = JsonOutput.success().add("role", caller.role().word());
        if (caller.signedIn() != null) {
            json.add("account", AccountJson.of(caller.signedIn().account()));
        }
        return Response.ok(JsonOutput.bytes(json)).build();
    }

    /** Ends the other sessions, too: whoever knew the old password is out. */
    @POST
    @Path("/password")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response changePassword(
            InputStream body, @Context HttpServletRequest request, @Context HttpServletResponse response) {
        NewPassword wanted = JsonInput.read(
                body,
                input -> new NewPassword(
                        input.requiredName("old_password", SignIn.LONGEST),
                        input.requiredName("new_password", SignIn.LONGEST)));
        Account changed = authenticator.changePassword(wanted.old(), wanted.chosen(), request, response);
        return Response.ok(JsonOutput.bytes(JsonOutput.success().add("account", AccountJson.of(changed))))
                .build();
    }

    @GET
    @Path("/sessions")
    public Response sessions(@Context HttpServletRequest http) {
        Sessions.SignedIn signedIn = Caller.of(http).signedIn();
        var list = JsonOutput.JSON.createArrayBuilder();
        for (AccountSession session : sessions.list(signedIn.account().id())) {
            list.add(JsonOutput.object()
                    .add("id", session.id())
                    .add("created_at", session.createdAt().toString())
                    .add("used_at", session.usedAt().toString())
                    .add("current", session.id().equals(signedIn.session().id())));
        }
        return Response.ok(JsonOutput.bytes(JsonOutput.success().add("sessions", list)))
                .build();
    }

    @DELETE
    @Path("/sessions/{id}")
    public Response end(@PathParam("id") String id, @Context HttpServletRequest http) {
        Caller caller = Caller.of(http);
        if (!sessions.end(caller.signedIn().account().id(), id, caller.actor())) {
            throw new NotFoundException();
        }
        return Response.ok(JsonOutput.bytes(JsonOutput.success())).build();
    }
}
