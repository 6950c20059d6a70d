package org.satbuddy.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.satbuddy.audit.Audit;

/** The record of what was done. For administrators, and for those who check them. */
@Path("/admin/audit")
@ApplicationScoped
public class AuditResource {

    @Inject
    Audit audit;

    /** At most a thousand events after this number, as JSON lines. An empty answer is the end. */
    @GET
    @Produces("application/x-ndjson")
    public Response list(@QueryParam("after") @DefaultValue("0") String after) {
        var lines = new StringBuilder();
        audit.after(WholeNumber.parse(after, Integer.MAX_VALUE).orElseThrow(NotFoundException::new))
                .forEach(event -> lines.append(event.json()).append('\n'));
        return Response.ok(lines.toString().getBytes(UTF_8)).build();
    }

    @GET
    @Path("/verification")
    @Produces(MediaType.APPLICATION_JSON)
    public Response verify() {
        Audit.Verdict verdict = audit.verify();
        return Response.ok(JsonOutput.bytes(JsonOutput.success()
                        .add("intact", verdict.isIntact())
                        .add("events", verdict.events())
                        .add("first_wrong", verdict.firstWrong())))
                .build();
    }
}
