package org.satbuddy.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A client with its own identity that uses plain HTTP, like any client of the contract. */
final class Student {

    private final String baseUrl;
    private final HttpClient http;

    Student(String baseUrl) {
        this(
                baseUrl,
                HttpClient.newBuilder()
                        .cookieHandler(new CookieManager())
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build());
    }

    private Student(String baseUrl, HttpClient http) {
        this.baseUrl = baseUrl;
        this.http = http;
    }

    /** The same student as a client of another node. */
    Student at(PackagedServer node) {
        return new Student(node.baseUrl(), http);
    }

    /** A response of the API, whose body may be JSON. */
    record ApiResponse(HttpResponse<byte[]> response) {

        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        String text() {
            return new String(response.body(), UTF_8);
        }

        JsonObject json() {
            try (var reader = Json.createReader(new StringReader(text()))) {
                return reader.readObject();
            }
        }

        String taskId() {
            return json().getString("task_id");
        }
    }

    ApiResponse get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** @param lastEventId null to start anew */
    EventReader events(String taskId, String lastEventId) {
        String[] headers = lastEventId == null ? new String[0] : new String[] {"Last-Event-ID", lastEventId};
        try {
            return new EventReader(http.send(
                    request("/ai/task/" + taskId + "/events", headers).GET().build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new IllegalStateException("the server did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All events of a task over WebSocket. */
    List<JsonObject> socket(String taskId) {
        return socket(taskId, socket -> {});
    }

    /** @param action uses the client's end of the connection while events arrive */
    List<JsonObject> socket(String taskId, Consumer<WebSocket> action) {
        var events = new ArrayList<JsonObject>();
        var closed = new CompletableFuture<Void>();
        WebSocket opened = http.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .buildAsync(
                        URI.create(baseUrl.replace("http:", "ws:") + "/ai/task/" + taskId + "/ws"),
                        new WebSocket.Listener() {
                            private final StringBuilder frame = new StringBuilder();

                            @Override
                            public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
                                frame.append(part);
                                if (last) {
                                    try (var reader = Json.createReader(new StringReader(frame.toString()))) {
                                        events.add(reader.readObject());
                                    }
                                    frame.setLength(0);
                                }
                                return WebSocket.Listener.super.onText(socket, part, last);
                            }

                            @Override
                            public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                                closed.complete(null);
                                return null;
                            }

                            @Override
                            public void onError(WebSocket socket, Throwable failure) {
                                closed.completeExceptionally(failure);
                            }
                        })
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        action.accept(opened);
        closed.orTimeout(60, TimeUnit.SECONDS).join();
        return events;
    }

    ApiResponse post(String path, String json, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    ApiResponse method(String method, String path, String json, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json)));
    }

    ApiResponse delete(String path) {
        return send(request(path).DELETE());
    }

    ApiResponse ask(String message) {
        return post(
                "/ai/chat/message/",
                Json.createObjectBuilder().add("message", message).build().toString());
    }

    ApiResponse upload(byte[] image, String fileName) {
        String boundary = "satbuddy-boundary";
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"image\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(UTF_8));
        body.writeBytes(image);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(UTF_8));
        return send(request("/ai/upload-image/")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /** A white square. */
    static byte[] picture() {
        var image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().fillRect(0, 0, 64, 64);
        var png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    /** Polls until the task is final, and returns its last response. */
    JsonObject outcome(String taskId) {
        List<JsonObject> seen = watch(taskId);
        return seen.get(seen.size() - 1);
    }

    /** All responses to polls of a task until it is final. The last one is final. */
    List<JsonObject> watch(String taskId) {
        var seen = new ArrayList<JsonObject>();
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    JsonObject task = get("/ai/task/" + taskId + "/").json();
                    seen.add(task);
                    return !task.getString("status").equals("processing");
                });
        return seen;
    }

    /** The status of the response to a GET. The target is sent unchanged, even if it is not a valid URI. */
    int status(String target, String... headers) {
        URI server = URI.create(baseUrl);
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(10_000);
            String request = "GET " + target + " HTTP/1.1\r\nHost: " + server.getAuthority()
                    + "\r\nConnection: close\r\n"
                    + String.join("", Stream.of(headers).map(it -> it + "\r\n").toList()) + "\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        } catch (IOException e) {
            throw new IllegalStateException("the server did not answer", e);
        }
    }

    /** The header that identifies this student. */
    String cookie() throws IOException {
        Map<String, List<String>> headers = http.cookieHandler().orElseThrow().get(URI.create(baseUrl), Map.of());
        return "Cookie: " + String.join("; ", headers.get("Cookie"));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(Duration.ofSeconds(60));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    private ApiResponse send(HttpRequest.Builder request) {
        try {
            return new ApiResponse(http.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new IllegalStateException("the server did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
