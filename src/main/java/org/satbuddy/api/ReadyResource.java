package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.satbuddy.task.Database;
import org.satbuddy.task.Refused;

/** Whether this node can serve: its database answers, with the schema of this version. */
@Path("/ready")
@ApplicationScoped
public class ReadyResource {

    @Inject
    Database database;

    @GET
    public Response ready() {
        if (!database.reachable()) {
            throw new Refused.Unavailable();
        }
        return Response.ok(JsonOutput.bytes(JsonOutput.success().add("status", "ready")))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }
}
