package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.satbuddy.identity.Caller;
import org.satbuddy.task.ConversationSummary;
import org.satbuddy.task.Conversations;
import org.satbuddy.task.Refused;

/** The caller's conversations. */
@Path("/conversations")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ConversationResource {

    /** The size of the column. Every supported database stores this many UTF-16 code units. */
    private static final int MAX_TITLE = 200;

    @Inject
    Conversations conversations;

    @GET
    public Response list(@Context HttpServletRequest http) {
        var list = JsonOutput.JSON.createArrayBuilder();
        for (ConversationSummary conversation :
                conversations.list(Caller.of(http).owner())) {
            list.add(json(conversation));
        }
        return json(JsonOutput.success().add("conversations", list));
    }

    @PATCH
    @Path("/{id: " + IdFormat.PATTERN + "}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response rename(@PathParam("id") String id, InputStream body, @Context HttpServletRequest http) {
        String title = JsonInput.read(body, input -> input.requiredName("title", MAX_TITLE))
                .strip();
        if (!conversations.rename(Caller.of(http).owner(), id, title)) {
            throw new Refused.Unknown("conversation_id");
        }
        return json(JsonOutput.success().add("conversation_id", id).add("title", title));
    }

    @DELETE
    @Path("/{id: " + IdFormat.PATTERN + "}")
    public Response delete(@PathParam("id") String id, @Context HttpServletRequest http) {
        if (!conversations.delete(Caller.of(http).owner(), id)) {
            throw new Refused.Unknown("conversation_id");
        }
        return json(JsonOutput.success().add("conversation_id", id));
    }

    private static JsonObjectBuilder json(ConversationSummary conversation) {
        return JsonOutput.object()
                .add("conversation_id", conversation.id())
                .add("title", conversation.title())
                .add("created_at", JsonOutput.time(conversation.createdAt()))
                .add("last_activity", JsonOutput.time(conversation.lastActivity()))
                .add("expires_at", JsonOutput.time(conversation.expiresAt()))
                .add("active_tasks", conversation.activeTasks());
    }

    private static Response json(JsonObjectBuilder object) {
        return Response.ok(JsonOutput.bytes(object)).build();
    }
}
