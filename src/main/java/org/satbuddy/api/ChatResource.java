package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.satbuddy.identity.Caller;
import org.satbuddy.task.ChatRequest;
import org.satbuddy.task.Conversations;
import org.satbuddy.task.HistoryEntry;
import org.satbuddy.task.Refused;
import org.satbuddy.task.Turn;
import org.satbuddy.task.Work;

/** Accepts chat messages, and returns or deletes the history. */
@Path("/chat")
@ApplicationScoped
public class ChatResource {

    /** In bytes of UTF-8. */
    private static final int MAX_MESSAGE = 16 * 1024;

    private static final int MAX_CONTEXT = 64 * 1024;
    private static final int MAX_TURN = 64 * 1024;
    private static final int MAX_IMAGES = 8;

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;

    @Inject
    Submission submission;

    @Inject
    Conversations conversations;

    @POST
    @Path("/message")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public void ask(InputStream body, @Context HttpServletRequest http, @Suspended AsyncResponse response) {
        ChatInput input = JsonInput.read(body, ChatInput::read);
        submission.submit(http, input.request(), input.conversationId(), response);
    }

    private record ChatInput(ChatRequest request, String conversationId) {

        static ChatInput read(JsonInput input) {
            var request = new ChatRequest(
                    input.requiredText("message", MAX_MESSAGE),
                    input.optionalText("context", MAX_CONTEXT),
                    input.texts("images", MAX_IMAGES, IdFormat.MAX_LENGTH).stream()
                            .distinct()
                            .toList(),
                    history(input),
                    "hint".equals(input.optionalWord("mode", Set.of("explain", "hint"))));
            return new ChatInput(request, input.optionalText("conversation_id", IdFormat.MAX_LENGTH));
        }

        /** Null if the client sent no history. Blank turns are left out: some clients keep a failed answer as "". */
        private static List<Turn> history(JsonInput input) {
            List<Turn> turns = input.lastObjects("history", Work.MOST_TURNS, ChatInput::turn);
            return turns == null
                    ? null
                    : turns.stream().filter(turn -> turn.content() != null).toList();
        }

        private static Turn turn(JsonInput input) {
            String role = input.requiredWord("role", Set.of("user", "assistant"));
            return new Turn(
                    "assistant".equals(role) ? Turn.Role.ASSISTANT : Turn.Role.USER,
                    input.optionalText("content", MAX_TURN));
        }
    }

    @GET
    @Path("/history")
    @Produces(MediaType.APPLICATION_JSON)
    public Response history(
            @QueryParam("conversation_id") String conversation,
            @QueryParam("limit") String limit,
            @Context HttpServletRequest http) {
        String id = conversation == null || conversation.isBlank() ? null : conversation;
        if (id != null && !IdFormat.matches(id)) {
            throw new Refused.Unknown("conversation_id");
        }
        var entries = JsonOutput.JSON.createArrayBuilder();
        for (HistoryEntry entry : conversations.history(Caller.of(http).owner(), id, limit(limit))) {
            entries.add(HistoryJson.of(entry));
        }
        return Response.ok(JsonOutput.bytes(JsonOutput.success().add("history", entries)))
                .build();
    }

    /** Deletes the conversations, tasks, results and images of the caller. */
    @DELETE
    @Path("/history")
    @Produces(MediaType.APPLICATION_JSON)
    public Response forget(@Context HttpServletRequest http) {
        conversations.forget(Caller.of(http).owner());
        return Response.ok(JsonOutput.bytes(JsonOutput.success().add("message", "Everything was forgotten.")))
                .build();
    }

    private static int limit(String parameter) {
        if (parameter == null || parameter.isBlank()) {
            return DEFAULT_LIMIT;
        }
        int limit = WholeNumber.parse(parameter, MAX_LIMIT).orElse(0);
        if (limit == 0) {
            throw new InvalidInput("limit", "must be a number from 1");
        }
        return limit;
    }
}
