package org.satbuddy.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.satbuddy.it.ApiDescription.Operation;

/**
 * The server answers every request as its OpenAPI description says: valid requests, requests at the bounds of the
 * schemas, and broken ones. No response reports a fault of the server. {@code scripts/fuzz-api} does the same with the
 * requests of another tool.
 */
class OpenApiFuzzIT {

    /** Requests for each operation. */
    private static final int REQUESTS = Integer.getInteger("satbuddy.fuzz.requests", 30);

    /** Always the same by default, so that a build fails only because of its change. */
    private static final long SEED = Long.getLong("satbuddy.fuzz.seed", 1);

    private static final int SHOWN = 300;

    /** The statuses of requests that do not fit. A fitting one may still name what does not exist, or meet a limit. */
    private static final Set<Integer> REFUSALS = Set.of(400, 405, 406, 413, 415);

    private static final String TASK = "/ai/task/";
    private static final String CONVERSATION = "/ai/conversations/";
    private static final String IMAGE = "/ai/image/";
    private static final String PASS = "/ai/admin/passes/";
    private static final String ENTRANCE = "/ai/pass/enter";
    private static final String PERSON = "/ai/admin/people/";
    private static final String SESSION = "/ai/session";
    private static final String SESSIONS = "/ai/account/sessions/";
    private static final String CODE = "code";
    private static final String NAME = "name";
    private static final String PASSWORD = "password";
    private static final String OLD_PASSWORD = "old_password";
    private static final String NEW_PASSWORD = "new_password";
    private static final String TOKEN = "a-token-of-at-least-32-characters";

    private static final String FORM_TYPE = "multipart/form-data; boundary=b";
    private static final String FORM_HEAD = "--b\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\n";
    private static final String FORM_END = "\r\n--b--\r\n";
    private static final List<String> ODD_FORMS = List.of(
            "", FORM_HEAD + "\u0089PNG\r\n\u001a\n" + FORM_END, FORM_HEAD + "GIF89a", "--b\r\n\r\nx" + FORM_END);

    private static final List<String> ODD_BODIES = List.of(
            "",
            "{",
            "[]",
            "null",
            "\"text\"",
            "{\"message\": \"a\", \"topic\": \"a\", \"title\": \"a\", \"rating\": \"up\"} {}",
            "{\"message\": \"\\ud800\", \"topic\": \"\\ud800\", \"title\": \"\\ud800\", \"rating\": \"\\ud800\"}",
            "{\"message\": \"\\u0000\", \"topic\": \"\\u0000\", \"title\": \"\\u0000\", \"rating\": \"\\u0000\"}",
            "{\"message\": 1e999999999, \"topic\": -0, \"title\": 1E+1000000, \"rating\": 0.1}",
            "{\"x\":" + "[".repeat(1000) + "]".repeat(1000) + "}",
            "{\"x\":[" + "0,".repeat(150_000) + "0]}",
            "\u00ff\u00fe",
            "a=b&c=d",
            " ".repeat(1_000_001));

    private static final AtomicInteger NAMES = new AtomicInteger();

    private static PackagedServer server;
    private static ApiDescription description;

    private final Random random = new Random(SEED);
    private final SchemaSamples samples = new SchemaSamples(description, random);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();

    /** Somebody who signs in, and is another caller than those who ask. */
    private final HttpClient person = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();

    /** An existing resource of each kind, by the beginning of its path. */
    private final Map<String, String> ids = new HashMap<>();

    private final List<String> problems = new ArrayList<>();

    @BeforeAll
    static void start() {
        // The study guide answers, at once.
        server = PackagedServer.start(Map.of(
                "SATBUDDY_LIMIT_REQUESTS_PER_MINUTE", "60000",
                "SATBUDDY_AUTH_MODES", "guest, class-pass, local",
                "SATBUDDY_ADMIN_TOKEN", TOKEN));
        description = new ApiDescription(
                new Student(server.baseUrl()).get("/openapi?format=JSON").json());
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void answersEveryRequestAsItIsDescribed() {
        for (Operation operation : operations()) {
            for (int i = 0; i < REQUESTS; i++) {
                send(operation);
            }
        }

        assertThat(problems).as("with -Dsatbuddy.fuzz.seed=" + SEED).isEmpty();
    }

    @Test
    void acceptsEveryExampleOfABody() {
        for (Operation operation : operations()) {
            JsonObject json = ApiDescription.object(operation.body(), "application/json");
            for (JsonValue example : description.examples(json)) {
                String body = withKnownIds(example.asJsonObject());
                Sent sent = json(operation, path(operation, true), List.of(), body, Promise.ACCEPTED);
                assertThat(exchange(sent).statusCode()).as(sent.toString()).isBetween(200, 299);
            }
        }
    }

    /** The operations, those that delete last. Makes the resources that their valid requests name. */
    private List<Operation> operations() {
        List<Operation> operations = description.operations();
        Operation ask = named("POST /ai/chat/message", operations);
        JsonObject task = json(exchange(json(
                ask,
                ask.path(),
                List.of("Prefer", "wait=30"),
                "{\"message\": \"What is a slope?\"}",
                Promise.ACCEPTED)));
        ids.put(TASK, task.getString("task_id"));
        ids.put(CONVERSATION, task.getString("conversation_id"));
        Operation upload = named("POST /ai/upload-image", operations);
        String picture = new String(Student.picture(), ISO_8859_1);
        JsonObject image = json(exchange(new Sent(
                upload, upload.path(), List.of(), FORM_TYPE, FORM_HEAD + picture + FORM_END, Promise.ACCEPTED)));
        ids.put(IMAGE, image.getString("image_id"));
        JsonObject pass = json(exchange(json(
                        named("POST /ai/admin/passes", operations),
                        "/ai/admin/passes",
                        List.of(),
                        "{\"name\": \"Algebra\", \"seats\": 1000, \"minutes\": 60}",
                        Promise.ACCEPTED)))
                .getJsonObject("pass");
        ids.put(PASS, pass.getString("id"));
        ids.put(CODE, pass.getString(CODE));
        JsonObject account = person(operations);
        ids.put(NAME, account.getString(NAME));
        ids.put(PASSWORD, account.getString(PASSWORD));
        // Only whoever has chosen a password can do anything else.
        Operation change = named("POST /ai/account/password", operations);
        exchange(json(
                named("POST /ai/session", operations),
                SESSION,
                List.of(),
                withKnownIds(credentials()),
                Promise.ACCEPTED));
        exchange(json(change, change.path(), List.of(), withKnownIds(passwordChange()), Promise.ACCEPTED));
        ids.put(SESSIONS, "the-session-that-is-over");
        ids.put(PERSON, person(operations).getString("id"));
        // Whoever enters a lesson is another caller from then on.
        return operations.stream()
                .sorted(Comparator.comparing((Operation it) -> it.method().equals("DELETE"))
                        .thenComparing(it -> it.path().equals("/ai/chat/history"))
                        .thenComparing(it -> it.path().equals(SESSION))
                        .thenComparing(it -> it.path().equals(ENTRANCE)))
                .toList();
    }

    /** A new account. */
    private JsonObject person(List<Operation> operations) {
        String body = "{\"name\": \"fuzz" + NAMES.incrementAndGet() + "\"}";
        Operation make = named("POST /ai/admin/people", operations);
        return json(exchange(json(make, make.path(), List.of(), body, Promise.ACCEPTED)))
                .getJsonObject("person");
    }

    private static JsonObject credentials() {
        return Json.createObjectBuilder().add(NAME, "").add(PASSWORD, "").build();
    }

    private static JsonObject passwordChange() {
        return Json.createObjectBuilder()
                .add(OLD_PASSWORD, "")
                .add(NEW_PASSWORD, "")
                .build();
    }

    private static Operation named(String name, List<Operation> operations) {
        return operations.stream()
                .filter(it -> it.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What the description promises for a request. */
    private enum Promise {
        ACCEPTED,
        REFUSED,
        NONE
    }

    private record Sent(
            Operation operation, String target, List<String> headers, String type, String body, Promise promise) {

        @Override
        public String toString() {
            String all = operation.method() + " " + target + " " + headers + " " + type + " " + body;
            return all.substring(0, Math.min(SHOWN, all.length()));
        }
    }

    private static Sent json(Operation operation, String target, List<String> headers, String body, Promise promise) {
        return new Sent(operation, target, headers, "application/json", body, promise);
    }

    private void send(Operation operation) {
        try {
            Sent sent = request(operation);
            check(sent, exchange(sent));
        } catch (IllegalArgumentException e) {
            // Java's client refuses to send such a header.
            return;
        }
    }

    private Sent request(Operation operation) {
        boolean fitting = random.nextInt(3) > 0;
        Promise promise = fitting ? Promise.ACCEPTED : Promise.NONE;
        String target = path(operation, fitting) + (random.nextBoolean() ? "/" : "") + query(operation, fitting);
        // Without a header, because a wait for a tag that stays the same takes its whole time.
        List<String> headers = target.contains("wait=") ? List.of() : headers(operation, fitting);
        JsonObject schema = ApiDescription.object(operation.body(), "application/json");
        if (operation.body().isEmpty()) {
            return new Sent(operation, target, headers, null, null, promise);
        }
        if (schema.isEmpty()) {
            return new Sent(operation, target, headers, FORM_TYPE, oneOf(ODD_FORMS), Promise.REFUSED);
        }
        String body = withKnownIds(samples.fitting(description.schema(schema)).asJsonObject());
        return switch (random.nextInt(6)) {
            case 0 -> json(operation, target, headers, oneOf(ODD_BODIES), Promise.REFUSED);
            case 1 -> new Sent(operation, target, headers, "text/plain", body, Promise.REFUSED);
            case 2, 3 -> {
                JsonValue broken = samples.broken(description.schema(schema));
                yield broken == null
                        ? json(operation, target, headers, body, promise)
                        : json(operation, target, headers, broken.toString(), Promise.REFUSED);
            }
            default -> json(operation, target, headers, body, promise);
        };
    }

    private String withKnownIds(JsonObject body) {
        var known = Json.createObjectBuilder(body);
        if (body.get("images") instanceof JsonArray images && !images.isEmpty()) {
            known.add("images", Json.createArrayBuilder().add(ids.get(IMAGE)));
        }
        if (body.get("conversation_id") instanceof JsonString) {
            known.add("conversation_id", ids.get(CONVERSATION));
        }
        if (body.get(CODE) instanceof JsonString) {
            known.add(CODE, ids.get(CODE));
        }
        // Nobody would be answered any more.
        if (body.containsKey("enabled")) {
            known.add("enabled", true);
        }
        if (body.get(PASSWORD) instanceof JsonString) {
            known.add(NAME, ids.get(NAME)).add(PASSWORD, ids.get(PASSWORD));
        }
        if (body.get(OLD_PASSWORD) instanceof JsonString) {
            known.add(OLD_PASSWORD, ids.get(PASSWORD)).add(NEW_PASSWORD, "correct horse " + random.nextInt(1_000_000));
        }
        return known.build().toString();
    }

    /** The next password is the one that was accepted. */
    private void remember(Sent sent, HttpResponse<byte[]> response) {
        if (sent.operation().path().endsWith("/password") && sent.body() != null && response.statusCode() == 200) {
            try (var reader = Json.createReader(new StringReader(sent.body()))) {
                ids.put(PASSWORD, reader.readObject().getString(NEW_PASSWORD));
            }
        }
    }

    private String oneOf(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private String path(Operation operation, boolean known) {
        String path = operation.path();
        for (JsonObject parameter : operation.parameters()) {
            if (parameter.getString("in").equals("path")) {
                String kind = operation.path().substring(0, operation.path().indexOf('{'));
                String id = known && ids.containsKey(kind)
                        ? ids.get(kind)
                        : samples.parameter(parameter, random.nextBoolean());
                path = path.replace("{" + parameter.getString("name") + "}", encoded(id));
            }
        }
        return path;
    }

    private String query(Operation operation, boolean fitting) {
        var query = new ArrayList<String>();
        for (JsonObject parameter : operation.parameters()) {
            if (parameter.getString("in").equals("query") && random.nextBoolean()) {
                query.add(parameter.getString("name") + "=" + encoded(samples.parameter(parameter, fitting)));
            }
        }
        return query.isEmpty() ? "" : "?" + String.join("&", query);
    }

    private List<String> headers(Operation operation, boolean fitting) {
        var headers = new ArrayList<String>();
        for (JsonObject parameter : operation.parameters()) {
            if (parameter.getString("in").equals("header") && random.nextInt(3) == 0) {
                headers.add(parameter.getString("name"));
                headers.add(samples.parameter(parameter, fitting));
            }
        }
        if (!fitting && random.nextBoolean()) {
            headers.add("Accept");
            headers.add(random.nextBoolean() ? "image/tiff" : "*/*;q=x, ;");
            headers.add("Accept-Language");
            headers.add("es;q=2,-,*");
        }
        return headers;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private HttpResponse<byte[]> exchange(Sent sent) {
        var request = HttpRequest.newBuilder(URI.create(server.baseUrl() + sent.target()))
                .timeout(Duration.ofSeconds(60))
                .method(
                        sent.operation().method(),
                        sent.body() == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(sent.body()
                                        .getBytes(sent.type().startsWith("multipart") ? ISO_8859_1 : UTF_8)));
        if (sent.type() != null) {
            request.header("Content-Type", sent.type());
        }
        if (sent.target().startsWith("/ai/admin/")) {
            request.header("Authorization", "Bearer " + TOKEN);
        }
        if (!sent.headers().isEmpty()) {
            request.headers(sent.headers().toArray(String[]::new));
        }
        try {
            boolean personal =
                    sent.target().startsWith(SESSION) || sent.target().startsWith("/ai/account/");
            var response = (personal ? person : http).send(request.build(), BodyHandlers.ofByteArray());
            remember(sent, response);
            return response;
        } catch (IOException e) {
            throw new IllegalStateException("no answer to " + sent, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void check(Sent sent, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        JsonObject content = description.content(sent.operation(), status);
        if (content == null) {
            report(sent, response, "is not described");
            return;
        }
        if (sent.promise() == Promise.REFUSED && status < 400) {
            report(sent, response, "accepts what does not fit the description");
        }
        if (sent.promise() == Promise.ACCEPTED && REFUSALS.contains(status)) {
            report(sent, response, "refuses what fits the description");
        }
        if ((status == 429 || status == 503)
                && response.headers().firstValue("Retry-After").isEmpty()) {
            report(sent, response, "does not say when to try again");
        }
        String type = response.headers().firstValue("Content-Type").orElse("").split(";")[0];
        if (content.isEmpty() || !content.containsKey(type)) {
            if (response.body().length > 0) {
                report(sent, response, "has a body of an undescribed type, " + type);
            }
        } else if (type.endsWith("/json") || type.endsWith("+json")) {
            List<String> mistakes =
                    description.mistakes(json(response), description.schema(content.getJsonObject(type)), "body");
            if (!mistakes.isEmpty()) {
                report(sent, response, mistakes.toString());
            }
        }
    }

    private void report(Sent sent, HttpResponse<byte[]> response, String what) {
        String body = new String(response.body(), UTF_8);
        problems.add(sent + ": the response " + response.statusCode() + " " + what + ": "
                + body.substring(0, Math.min(SHOWN, body.length())));
    }

    private static JsonObject json(HttpResponse<byte[]> response) {
        try (var reader = Json.createReader(new ByteArrayInputStream(response.body()))) {
            return reader.readObject();
        } catch (JsonException e) {
            throw new AssertionError("no JSON: " + new String(response.body(), UTF_8), e);
        }
    }
}
