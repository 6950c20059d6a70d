package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
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
import java.time.Instant;
import org.satbuddy.account.AccessToken;
import org.satbuddy.account.AccessTokens;
import org.satbuddy.account.Account;
import org.satbuddy.account.AccountSession;
import org.satbuddy.account.Scope;
import org.satbuddy.account.Sessions;
import org.satbuddy.account.SignIn;
import org.satbuddy.identity.Caller;
import org.satbuddy.identity.SessionAuthenticator;
import org.satbuddy.identity.TokenAuthenticator;

/** The caller's own account. */
@Path("/account")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class AccountResource {

    private static final int MAX_NAME = 80;
    private static final int MAX_DAYS = 366;

    @Inject
    SessionAuthenticator authenticator;

    @Inject
    Sessions sessions;

    @Inject
    TokenAuthenticator tokenAuthenticator;

    @Inject
    AccessTokens tokens;

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
    @Path("/tokens")
    public Response tokens(@Context HttpServletRequest http) {
        var list = JsonOutput.JSON.createArrayBuilder();
        tokens.list(Caller.of(http).signedIn().account().id()).forEach(it -> list.add(json(it)));
        return Response.ok(JsonOutput.bytes(JsonOutput.success().add("tokens", list)))
                .build();
    }

    /** The answer has the text of the token, which is not kept. */
    @POST
    @Path("/tokens")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response makeToken(InputStream body, @Context HttpServletRequest http) {
        AccessToken.NewToken wanted = JsonInput.read(body, input -> {
            String name = input.requiredName("name", MAX_NAME);
            int days = input.requiredNumber("days", 1, MAX_DAYS);
            return new AccessToken.NewToken(name, input.requiredWords("scopes", Scope::of), days);
        });
        AccessTokens.MadeToken made = tokenAuthenticator.make(Caller.of(http), wanted);
        return Response.status(Response.Status.CREATED)
                .entity(JsonOutput.bytes(
                        JsonOutput.success().add("token", json(made.token()).add("text", made.secret()))))
                .build();
    }

    @DELETE
    @Path("/tokens/{id: " + IdFormat.PATTERN + "}")
    public Response revoke(@PathParam("id") String id, @Context HttpServletRequest http) {
        Caller caller = Caller.of(http);
        if (!tokens.revoke(caller.signedIn().account().id(), id, caller.actor())) {
            throw new NotFoundException();
        }
        return Response.ok(JsonOutput.bytes(JsonOutput.success())).build();
    }

    static JsonObjectBuilder json(AccessToken token) {
        var scopes = JsonOutput.JSON.createArrayBuilder();
        token.scopes().stream().sorted().forEach(it -> scopes.add(it.word()));
        var json = JsonOutput.object()
                .add("id", token.id())
                .add("name", token.name())
                .add("scopes", scopes)
                .add("created_at", token.createdAt().toString())
                .add("expires_at", token.expiresAt().toString());
        return token.usedAt().equals(Instant.EPOCH)
                ? json
                : json.add("used_at", token.usedAt().toString());
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
    @Path("/sessions/{id: " + IdFormat.PATTERN + "}")
    public Response end(@PathParam("id") String id, @Context HttpServletRequest http) {
        Caller caller = Caller.of(http);
        if (!sessions.end(caller.signedIn().account().id(), id, caller.actor())) {
            throw new NotFoundException();
        }
        return Response.ok(JsonOutput.bytes(JsonOutput.success())).build();
    }
}
