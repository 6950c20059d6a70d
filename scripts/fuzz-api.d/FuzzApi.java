import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.cornutum.tcases.openapi.io.TcasesOpenApiIO;
import org.cornutum.tcases.openapi.resolver.MessageData;
import org.cornutum.tcases.openapi.resolver.ParamData;
import org.cornutum.tcases.openapi.resolver.RequestCase;
import org.cornutum.tcases.openapi.resolver.RequestCases;
import org.cornutum.tcases.openapi.test.ResponseValidationException;
import org.cornutum.tcases.openapi.test.ResponseValidator;
import org.cornutum.tcases.openapi.test.ResponsesDef;
import org.cornutum.tcases.openapi.testwriter.TestWriterUtils;
import org.cornutum.tcases.openapi.testwriter.encoder.DataValueBinary;
import org.cornutum.tcases.openapi.testwriter.encoder.DataValueJson;
import org.cornutum.tcases.resolve.DataValue;
import org.cornutum.tcases.resolve.ObjectValue;
import org.cornutum.tcases.resolve.ResolverContext;

/**
 * Sends the valid and invalid requests that Tcases derives from the description of the API, and compares the responses
 * with the description. Arguments: the address of the server, the first seed, and the number of rounds.
 *
 * @see <a href="https://github.com/Cornutum/tcases/tree/master/tcases-openapi">Tcases for OpenAPI</a>
 */
public final class FuzzApi {

    /** Characters of a request and of a response that a report shows. */
    private static final int SHOWN = 300;

    private final URI server;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();
    private final Map<String, Integer> statuses = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private FuzzApi(URI server) {
        this.server = server;
    }

    public static void main(String[] arguments) throws Exception {
        var fuzz = new FuzzApi(URI.create(arguments[0]));
        long seed = Long.parseLong(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        for (int round = 0; round < rounds; round++) {
            fuzz.round(seed + round);
        }
        fuzz.statuses.forEach((status, count) -> System.out.println(count + " times " + status));
        System.out.println(fuzz.problems.size() + " problems");
        System.exit(fuzz.problems.isEmpty() ? 0 : 1);
    }

    private void round(long seed) throws Exception {
        byte[] description = send(HttpRequest.newBuilder(server.resolve("/openapi?format=JSON")))
                .body();
        ResponsesDef responses = TcasesOpenApiIO.getResponsesDef(new ByteArrayInputStream(description), "json");
        var written = new StringWriter();
        ResponsesDef.write(responses, written);
        var validator = new ResponseValidator(new StringReader(written.toString()));
        List<RequestCase> cases = RequestCases.realizeRequestCases(RequestCases.getRequestCases(
                        TcasesOpenApiIO.getRequestTests(new ByteArrayInputStream(description), "json", null),
                        ResolverContext.builder().random(new Random(seed)).build()))
                .getRequestCases();
        System.out.println("seed " + seed + ": " + cases.size() + " requests");
        for (RequestCase request : cases) {
            HttpResponse<byte[]> response;
            try {
                response = send(request(request));
            } catch (IllegalArgumentException e) {
                // This client refuses to send such a header.
                count("not sent");
                continue;
            }
            count(request.getOperation().toUpperCase() + " " + request.getPath() + " " + response.statusCode());
            check(request, response, validator, seed);
        }
    }

    private void count(String status) {
        statuses.merge(status, 1, Integer::sum);
    }

    private void check(RequestCase request, HttpResponse<byte[]> response, ResponseValidator validator, long seed) {
        int status = response.statusCode();
        String operation = request.getOperation().toUpperCase();
        String body = new String(response.body(), StandardCharsets.UTF_8);
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (status >= 500 && status != 503) {
            report(seed, request, status, body, "a fault of the server");
        } else if (mustBeRefused(request) && status < 400) {
            report(seed, request, status, body, "accepted despite " + request.getInvalidInput());
        }
        if (type.startsWith("image/") || type.startsWith("text/event-stream")) {
            return;
        }
        try {
            validator.assertBodyValid(operation, request.getPath(), status, type, body);
            validator.assertHeadersValid(
                    operation, request.getPath(), status, response.headers().map());
        } catch (ResponseValidationException e) {
            report(seed, request, status, body, e.getMessage());
        }
    }

    /** A parameter is text, so a value of the wrong type may look like one of the right type. */
    private static boolean mustBeRefused(RequestCase request) {
        String invalid = request.getInvalidInput();
        return request.isFailure()
                && !request.isAuthFailure()
                && (invalid.startsWith("Body") || !invalid.contains(".Type="));
    }

    private void report(long seed, RequestCase request, int status, String body, String what) {
        String problem = "seed " + seed + ", case " + request.getId() + ": " + request.getOperation() + " "
                + request.getPath() + " " + request.getName() + ": " + status + ": " + what + "\n  sent "
                + shown(request)
                + "\n  got " + body.substring(0, Math.min(SHOWN, body.length()));
        problems.add(problem);
        System.out.println(problem);
    }

    private static String shown(RequestCase request) {
        String sent = request.getParams() + " " + request.getBody();
        return sent.substring(0, Math.min(SHOWN, sent.length()));
    }

    private HttpRequest.Builder request(RequestCase request) {
        String path = request.getPath();
        var query = new ArrayList<String>();
        var headers = new ArrayList<String>();
        for (ParamData parameter : request.getParams()) {
            switch (parameter.getLocation()) {
                case PATH ->
                    path = path.replace(
                            "{" + parameter.getName() + "}", TestWriterUtils.getPathParameterValue(parameter, true));
                case QUERY ->
                    TestWriterUtils.getQueryParameters(parameter, true)
                            .forEach(it -> query.add(it.getKey() + "=" + it.getValue()));
                case HEADER ->
                    TestWriterUtils.getHeaderParameterValue(parameter).ifPresent(value -> {
                        headers.add(parameter.getName());
                        headers.add(value);
                    });
                case COOKIE -> throw new IllegalArgumentException("the API has no parameter in a cookie");
            }
        }
        String target = server + path + (query.isEmpty() ? "" : "?" + String.join("&", query));
        var builder = HttpRequest.newBuilder(URI.create(target.replace(" ", "%20")));
        if (!headers.isEmpty()) {
            builder.headers(headers.toArray(String[]::new));
        }
        MessageData body = request.getBody();
        if (body == null || body.getValue() == null) {
            return builder.method(request.getOperation().toUpperCase(), BodyPublishers.noBody());
        }
        if (body.getMediaType().startsWith("multipart/") && body.getValue() instanceof ObjectValue form) {
            return builder.header("Content-Type", "multipart/form-data; boundary=satbuddy")
                    .method(request.getOperation().toUpperCase(), BodyPublishers.ofByteArray(form(form.getValue())));
        }
        return builder.header("Content-Type", body.getMediaType())
                .method(
                        request.getOperation().toUpperCase(),
                        BodyPublishers.ofString(DataValueJson.toJson(body.getValue())));
    }

    private static byte[] form(Map<String, DataValue<?>> fields) {
        var form = new ByteArrayOutputStream();
        fields.forEach((name, value) -> {
            form.writeBytes(("--satbuddy\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            form.writeBytes(DataValueBinary.toBytes(value));
            form.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        });
        form.writeBytes("--satbuddy--\r\n".getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofByteArray());
    }
}
