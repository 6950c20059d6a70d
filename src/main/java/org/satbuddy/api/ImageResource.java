package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.satbuddy.identity.Caller;
import org.satbuddy.image.Images;

/** Pictures of problems: taken in, and shown to who sent them. */
@Path("/")
@ApplicationScoped
public class ImageResource {

    @Inject
    Images images;

    @POST
    @Path("/upload-image")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response upload(List<EntityPart> parts, @Context HttpServletRequest http) {
        EntityPart part = parts.stream()
                .filter(it -> "image".equals(it.getName()))
                .findFirst()
                .orElseThrow(
                        () -> new InputInvalid(List.of(new InputInvalid.Field("image", "must be a file of the form"))));
        String id = images.store(Caller.of(http).owner(), part.getContent());
        var json = JsonOutput.success()
                .add("image_id", id)
                .add("file_url", "/ai/image/" + id)
                .add("file_path", id)
                .add("message", "The image was uploaded.");
        return Response.status(Response.Status.CREATED)
                .entity(JsonOutput.bytes(json))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Location", "/ai/image/" + id)
                .build();
    }

    @GET
    @Path("/image/{id}")
    public Response show(@PathParam("id") String id, @Context HttpServletRequest http) {
        Images.Content content = images.find(Caller.of(http).owner(), id).orElseThrow(NotFoundException::new);
        return Response.ok(content.bytes()).type(content.mediaType()).build();
    }
}
