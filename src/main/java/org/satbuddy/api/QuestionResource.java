package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Set;
import org.satbuddy.task.QuestionRequest;

/** Asks for a practice question. */
@Path("/generate-question")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class QuestionResource {

    private static final int MAX_TOPIC = 500;
    private static final int MAX_NAME = 100;

    @Inject
    Submission submission;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public void ask(InputStream body, @Context HttpServletRequest http, @Suspended AsyncResponse response) {
        QuestionRequest request = JsonInput.read(
                body,
                input -> new QuestionRequest(
                        input.requiredText("topic", MAX_TOPIC),
                        input.optionalWord("difficulty", Set.of("easy", "medium", "hard")),
                        input.optionalText("section", MAX_NAME),
                        input.optionalText("domain", MAX_NAME),
                        input.optionalText("skill", MAX_NAME),
                        input.optionalWord("type", Set.of("mcq", "spr"))));
        submission.submit(http, request, null, response);
    }
}
