package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.satbuddy.identity.ClassPass;
import org.satbuddy.identity.PassAuthenticator;

/** Lets a student in who has the code of a lesson, and out. */
@Path("/pass")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class PassResource {

    private static final int MAX_CODE = 100;

    @Inject
    PassAuthenticator passes;

    @POST
    @Path("/enter")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response enter(
            InputStream body, @Context HttpServletRequest request, @Context HttpServletResponse response) {
        String code = JsonInput.read(body, input -> input.requiredText("code", MAX_CODE));
        ClassPass pass = passes.enter(code, request, response);
        var entered = JsonOutput.success()
                .add("lesson", pass.name())
                .add("ends_at", pass.endsAt().toString());
        return Response.ok(JsonOutput.bytes(entered)).build();
    }

    /** For machines that several students use. The seat stays taken. */
    @POST
    @Path("/leave")
    public Response leave(@Context HttpServletRequest request, @Context HttpServletResponse response) {
        passes.leave(request, response);
        return Response.ok(JsonOutput.bytes(JsonOutput.success())).build();
    }
}
