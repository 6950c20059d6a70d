package org.satbuddy.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.satbuddy.config.LocalHost;
import org.satbuddy.network.OutgoingHttp;

/** The library's calls to the provider, sent as the school's network wants it. */
final class ProviderHttp {

    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;

    private final OutgoingHttp http;

    ProviderHttp(OutgoingHttp http) {
        this.http = http;
    }

    /** @throws IOException if there is no such document */
    Resource get(URI address) throws IOException {
        HttpResponse<byte[]> reply = http.send(HttpRequest.newBuilder(encrypted(address))
                .header("Accept", "application/json")
                .build());
        if (reply.statusCode() != OK) {
            throw new IOException("status " + reply.statusCode());
        }
        return new Resource(new String(reply.body(), StandardCharsets.UTF_8), "application/json");
    }

    HTTPResponse send(HTTPRequest request) throws IOException {
        return request.send(this::exchange);
    }

    private HTTPResponse exchange(ReadOnlyHTTPRequest request) throws IOException {
        HttpRequest.Builder sent = HttpRequest.newBuilder(encrypted(request.getURI()))
                .method(
                        request.getMethod().name(),
                        HttpRequest.BodyPublishers.ofString(request.getBody(), StandardCharsets.UTF_8));
        request.getHeaderMap().forEach((name, values) -> values.forEach(value -> sent.header(name, value)));
        HttpResponse<byte[]> reply = http.send(sent.build());
        if (reply.statusCode() >= SERVER_ERROR) {
            throw new IOException("status " + reply.statusCode());
        }
        var response = new HTTPResponse(reply.statusCode());
        response.setBody(new String(reply.body(), StandardCharsets.UTF_8));
        try {
            response.setContentType(reply.headers().firstValue("Content-Type").orElse("text/plain"));
        } catch (ParseException e) {
            throw new IOException("a content type that cannot be read", e);
        }
        return response;
    }

    private static URI encrypted(URI address) throws IOException {
        if (!"https".equalsIgnoreCase(address.getScheme()) && !LocalHost.isThisMachine(address)) {
            throw new IOException("an address without TLS");
        }
        return address;
    }
}
