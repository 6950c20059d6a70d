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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.satbuddy.identity.Caller;
import org.satbuddy.image.Images;

/** Accepts uploaded images, and shows them to their owner. */
@Path("/")
@ApplicationScoped
public class ImageResource {

    private static final String FIELD = "image";

    @Inject
    Images images;

    @Inject
    Links links;

    @POST
    @Path("/upload-image")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    public Response upload(InputStream body, @Context HttpHeaders headers, @Context HttpServletRequest http) {
        if (http.getContentLengthLong() > FormFile.MAX_BODY) {
            throw InvalidInput.tooLarge("The upload is too large. Please upload an image of at most 5 MB.");
        }
        Caller caller = Caller.of(http);
        String boundary = headers.getMediaType().getParameters().get("boundary");
        InputStream file = FormFile.named(FIELD, boundary, body);
        String id = images.store(caller.owner(), caller.address(), file);
        // Clients of the earlier Django version send file_path back in "images".
        var json = JsonOutput.success()
                .add("image_id", id)
                .add("file_url", links.image(id))
                .add("file_path", id)
                .add("message", "The image was uploaded.");
        return Response.status(Response.Status.CREATED)
                .entity(JsonOutput.bytes(json))
                .header(HttpHeaders.LOCATION, links.image(id))
                .build();
    }

    @GET
    @Path("/image/{id: " + IdFormat.PATTERN + "}")
    public Response show(@PathParam("id") String id, @Context HttpServletRequest http) {
        Images.StoredImage image = images.find(Caller.of(http).owner(), id).orElseThrow(NotFoundException::new);
        return Response.ok(image.bytes())
                .type(image.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
                .build();
    }
}
