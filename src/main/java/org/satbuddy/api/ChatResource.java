package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import org.satbuddy.identity.Caller;
import org.satbuddy.task.ChatRequest;
import org.satbuddy.task.Conversations;
import org.satbuddy.task.HistoryEntry;
import org.satbuddy.task.Turn;

/** The chat: its page, its messages, its history. */
@Path("/chat")
@ApplicationScoped
public class ChatResource {

    static final int MAX_MESSAGE = 16 * 1024;
    private static final int MAX_IMAGES = 8;
    private static final int MAX_HISTORY = 1000;
    private static final int MAX_TURN = 256 * 1024;
    private static final int LISTED = 100;
    private static final int MAX_LISTED = 500;

    @Inject
    Submission submission;

    @Inject
    Conversations conversations;

    /** The page itself, kept among the static files. */
    @GET
    public Response page(@Context ServletContext files) {
        return Response.ok(files.getResourceAsStream("/pages/chat.html"))
                .type("text/html; charset=utf-8")
                .build();
    }

    @POST
    @Path("/message")
    @Consumes(MediaType.APPLICATION_JSON)
    public void ask(InputStream body, @Context HttpServletRequest http, @Suspended AsyncResponse response) {
        Message message = JsonInput.read(body, Message::read);
        submission.submit(http, message.request(), message.conversationId(), response);
    }

    private record Message(ChatRequest request, String conversationId) {

        static Message read(JsonInput input) {
            var request = new ChatRequest(
                    input.requiredText("message", MAX_MESSAGE),
                    input.optionalText("context", MAX_TURN),
                    input.texts("images", MAX_IMAGES, 100).stream().distinct().toList(),
                    input.objects("history", MAX_HISTORY, Message::turn),
                    "hint".equals(input.optionalWord("mode", Set.of("explain", "hint"))));
            return new Message(request, input.optionalText("conversation_id", 100));
        }

        private static Turn turn(JsonInput input) {
            String role = input.optionalWord("role", Set.of("user", "assistant"));
            return new Turn(
                    "assistant".equals(role) ? Turn.Role.ASSISTANT : Turn.Role.USER,
                    input.requiredText("content", MAX_TURN));
        }
    }

    @GET
    @Path("/history")
    public Response history(
            @QueryParam("conversation_id") String conversation,
            @QueryParam("limit") String limit,
            @Context HttpServletRequest http) {
        var entries = JsonOutput.JSON.createArrayBuilder();
        String id = conversation == null || conversation.isBlank() ? null : conversation;
        for (HistoryEntry entry : conversations.history(Caller.of(http).owner(), id, limit(limit))) {
            entries.add(JsonOutput.object()
                    .add("role", entry.turn().role().name().toLowerCase(Locale.ROOT))
                    .add("content", entry.turn().content())
                    .add("task_id", entry.taskId())
                    .add("conversation_id", entry.conversationId())
                    .add("at", JsonOutput.time(entry.at()))
                    .add("images", JsonOutput.JSON.createArrayBuilder(entry.images())));
        }
        return Response.ok(JsonOutput.bytes(JsonOutput.success().add("history", entries)))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    /** Forgets everything of the caller's. */
    @DELETE
    @Path("/history")
    public Response forget(@Context HttpServletRequest http) {
        conversations.forget(Caller.of(http).owner());
        return Response.ok(JsonOutput.bytes(JsonOutput.success().add("message", "Everything was forgotten.")))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    private static int limit(String parameter) {
        if (parameter == null || parameter.isBlank()) {
            return LISTED;
        }
        if (!parameter.matches("[1-9]\\d{0,8}")) {
            throw new InputInvalid(400, "limit must be a number from 1.");
        }
        return Math.min(Integer.parseInt(parameter), MAX_LISTED);
    }
}
