package org.satbuddy.provider;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The one operation of Anthropic's API that is used. Public, because REST client proxies are made in another package.
 */
@Path("/v1/messages")
public interface AnthropicApi extends AutoCloseable {

    /** @param version the version of the API, a date */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
    Response create(
            @HeaderParam("x-api-key") String key, @HeaderParam("anthropic-version") String version, byte[] request);

    @Override
    void close();
}
