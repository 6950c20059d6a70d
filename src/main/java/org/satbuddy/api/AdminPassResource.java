package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
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
import java.time.Duration;
import java.time.Instant;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.identity.Caller;
import org.satbuddy.identity.ClassPass;
import org.satbuddy.identity.ClassPasses;

/** Makes, lists and closes class passes. For teachers, and for administrators, who see those of all. */
@Path("/admin/passes")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class AdminPassResource {

    private static final int MAX_NAME = 80;
    private static final int MAX_SEATS = 1000;

    /** A week, for projects that last longer than a lesson. */
    private static final int MAX_MINUTES = 7 * 24 * 60;

    private static final int MAX_TOKENS = 999_999_999;

    @Inject
    ClassPasses passes;

    @Inject
    DatabaseClock clock;

    @Inject
    Links links;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response make(InputStream body, @Context HttpServletRequest http) {
        Instant now = clock.instant();
        var made = passes.make(JsonInput.read(body, input -> wanted(input, now)), Caller.of(http));
        return Response.status(Response.Status.CREATED)
                .entity(JsonOutput.bytes(JsonOutput.success()
                        .add(
                                "pass",
                                json(made.pass(), now)
                                        .add("code", made.code())
                                        .add("link", links.entrance(made.code()))
                                        .add("qr", QrCode.of(links.entrance(made.code(), http))))))
                .build();
    }

    private static ClassPass.NewPass wanted(JsonInput input, Instant now) {
        String name = input.requiredName("name", MAX_NAME);
        int seats = input.requiredNumber("seats", 1, MAX_SEATS);
        int minutes = input.requiredNumber("minutes", 1, MAX_MINUTES);
        Instant starts = input.optionalTime("starts_at", now.plus(Duration.ofDays(365)), now);
        int tokens = input.optionalNumber("tokens", 1, MAX_TOKENS, 0);
        return new ClassPass.NewPass(name, starts, starts.plus(Duration.ofMinutes(minutes)), seats, tokens);
    }

    @GET
    public Response list(@Context HttpServletRequest http) {
        Instant now = clock.instant();
        var all = JsonOutput.JSON.createArrayBuilder();
        passes.list(Caller.of(http)).forEach(pass -> all.add(json(pass, now)));
        return Response.ok(JsonOutput.bytes(JsonOutput.success().add("passes", all)))
                .build();
    }

    @DELETE
    @Path("/{id: " + IdFormat.PATTERN + "}")
    public Response close(@PathParam("id") String id, @Context HttpServletRequest http) {
        ClassPass pass = passes.close(id, Caller.of(http)).orElseThrow(NotFoundException::new);
        return Response.ok(JsonOutput.bytes(JsonOutput.success().add("pass", json(pass, clock.instant()))))
                .build();
    }

    private static JsonObjectBuilder json(ClassPass pass, Instant now) {
        return JsonOutput.object()
                .add("id", pass.id())
                .add("name", pass.name())
                .add("made_by", pass.madeBy())
                .add("state", state(pass, now))
                .add("starts_at", pass.startsAt().toString())
                .add("ends_at", pass.endsAt().toString())
                .add("seats", pass.seats())
                .add("seats_taken", pass.seatsTaken())
                .add("tokens", pass.tokens())
                .add("tokens_used", pass.tokensUsed());
    }

    private static String state(ClassPass pass, Instant now) {
        if (!now.isBefore(pass.endsAt())) {
            return "over";
        }
        return now.isBefore(pass.startsAt()) ? "to_come" : "open";
    }
}
