package org.satbuddy.provider;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The two operations of Google's Gemini API that are used. Public, because REST client proxies are made in another
 * package.
 */
@Path("/v1beta/models")
public interface GeminiApi extends AutoCloseable {

    String AS_EVENTS = "sse";

    @POST
    @Path("/{model}:generateContent")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    Response generate(@PathParam("model") String model, @HeaderParam("x-goog-api-key") String key, byte[] request);

    /** @param form {@link #AS_EVENTS}; otherwise the reply is one growing JSON array */
    @POST
    @Path("/{model}:streamGenerateContent")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.SERVER_SENT_EVENTS, MediaType.APPLICATION_JSON})
    Response stream(
            @PathParam("model") String model,
            @HeaderParam("x-goog-api-key") String key,
            @QueryParam("alt") String form,
            byte[] request);

    @Override
    void close();
}
