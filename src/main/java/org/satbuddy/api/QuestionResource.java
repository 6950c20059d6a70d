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
import org.satbuddy.tutor.taxonomy.Domain;
import org.satbuddy.tutor.taxonomy.Named;
import org.satbuddy.tutor.taxonomy.Section;
import org.satbuddy.tutor.taxonomy.Skill;

/** Accepts requests for a practice question. */
@Path("/generate-question")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class QuestionResource {

    private static final int MAX_TOPIC = 500;

    @Inject
    Submission submission;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public void ask(InputStream body, @Context HttpServletRequest http, @Suspended AsyncResponse response) {
        QuestionInput input = JsonInput.read(body, QuestionInput::read);
        submission.submit(http, input.request(), input.conversationId(), response);
    }

    private record QuestionInput(QuestionRequest request, String conversationId) {

        static QuestionInput read(JsonInput input) {
            var request = new QuestionRequest(
                    input.requiredText("topic", MAX_TOPIC),
                    input.optionalWord("difficulty", Set.of("easy", "medium", "hard")),
                    slug(input.optionalKnown("section", Section::find)),
                    slug(input.optionalKnown("domain", Domain::find)),
                    slug(input.optionalKnown("skill", Skill::find)),
                    input.optionalWord("type", Set.of("mcq", "spr")));
            return new QuestionInput(request, input.optionalText("conversation_id", IdFormat.MAX_LENGTH));
        }

        private static String slug(Named part) {
            return part == null ? null : part.slug();
        }
    }
}
