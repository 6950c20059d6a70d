package org.satbuddy.provider;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The one operation of an OpenAI-compatible server that is used. Public, because REST client proxies are made in
 * another package.
 */
@Path("/chat/completions")
public interface OpenAiApi extends AutoCloseable {

    /** Parameters that are null are not sent. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
    Response complete(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("api-key") String azureKey,
            @QueryParam("api-version") String azureVersion,
            byte[] request);

    @Override
    void close();
}
