package org.satbuddy.provider;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The one operation of an OpenAI-compatible server that is used. Public because its proxies are made elsewhere. */
@Path("/chat/completions")
public interface OpenAiApi extends AutoCloseable {

    /** @param authorization null where the server asks for none */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    Response complete(@HeaderParam("Authorization") String authorization, byte[] request);

    @Override
    void close();
}
