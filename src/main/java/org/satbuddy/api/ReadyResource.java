package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseUnavailable;
import org.satbuddy.task.Bell;

/**
 * Reports whether this node can serve: its database answers, with the schema of this version. The broker is not needed
 * to accept tasks, so its state is only reported.
 */
@Path("/ready")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ReadyResource {

    @Inject
    Database database;

    @Inject
    Bell bell;

    @GET
    public Response ready() {
        if (!database.reachable()) {
            throw new DatabaseUnavailable();
        }
        var json = JsonOutput.success().add("status", "ready").add("broker", bell.isHeard() ? "up" : "away");
        return Response.ok(JsonOutput.bytes(json)).build();
    }
}
