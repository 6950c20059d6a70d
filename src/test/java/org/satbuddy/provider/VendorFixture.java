package org.satbuddy.provider;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.satbuddy.config.Settings;
import org.satbuddy.standin.ReceivedRequest;
import org.satbuddy.standin.Reply;
import org.satbuddy.standin.types.Json;
import org.satbuddy.standin.types.RequestTypes;
import org.satbuddy.task.Attachment;
import org.satbuddy.task.Turn;
import org.satbuddy.tutor.Prompt;

/** A vendor under test: its adapter, the request that must arrive for a prompt, and the replies that it may send. */
abstract class VendorFixture {

    static final String ASKED_MODEL = "asked-model";
    static final String SERVED_MODEL = "served-model";
    static final String KEY = "a-key";

    /** The ends of an answer. */
    enum FinishReason {
        STOP,
        LENGTH,
        REFUSAL,
        UNKNOWN
    }

    /** The errors that a vendor reports instead of an answer. */
    enum VendorError {
        RATE_LIMIT,
        QUOTA,
        SPEND_LIMIT,
        NO_CREDIT,
        BAD_KEY,
        NO_MODEL,
        TOO_LONG,
        PROMPT_FILTERED,
        SERVER_ERROR,
        UNAVAILABLE,
        OVERLOADED
    }

    private final RequestTypes types;

    VendorFixture(RequestTypes types) {
        this.types = types;
    }

    /** A new adapter. */
    abstract RemoteCall<?> call();

    /** The base URL to configure for a vendor at this address. */
    abstract URI baseUrl(URI server);

    final Settings.Endpoint endpoint(URI server) {
        return new Settings.Endpoint(baseUrl(server), Optional.of(KEY), ASKED_MODEL, Optional.empty());
    }

    /** The path and query of a request. */
    abstract String resource(boolean stream);

    /** Required headers by lower-case name; null for a header that must be absent. */
    abstract Map<String, String> headers();

    /** Whether the body asks for a stream; null if a separate resource does. */
    abstract Boolean asksForAStream(Map<?, ?> body);

    /** The system prompt and the turns of a request. */
    abstract List<String> conversation(Map<?, ?> body);

    /** The schema that a request demands of its reply; null if it demands none. */
    abstract Object schema(Map<?, ?> body);

    /** A whole reply, with three tokens in and two out. */
    abstract String whole(String text, FinishReason end);

    /** A whole reply with every count that usage can have. */
    abstract String wholeWithDetailedUsage(String text);

    abstract String wholeWithoutUsage(String text);

    /** The beginning of a stream: pieces of text, and no end. */
    abstract List<String> opening(String... pieces);

    /** The events after the last piece of text. */
    abstract List<String> closing(FinishReason end);

    abstract List<String> closingWithDetailedUsage();

    /** The events after a piece of text at which a filter stops the answer. */
    abstract List<String> closingOfAFilter();

    /** An error inside a stream. */
    abstract String errorEvent(VendorError error);

    /** The reply to a prompt whose answer a filter withholds. */
    abstract Reply filtered();

    abstract Reply fails(VendorError error, String... headers);

    /** A rate limit that ends in seven seconds, reported in this vendor's own way. */
    abstract Reply limitedForSevenSeconds();

    /** A header with a limit, sent beside an error. */
    abstract String limitHeader();

    final Reply answers(String text, FinishReason end) {
        return Reply.json(200, Json.parse(whole(text, end)));
    }

    final Reply streams(List<String> opening, List<String> closing) {
        return stream(Stream.concat(opening.stream(), closing.stream()).toList(), true);
    }

    /** @param complete whether the body ends properly; if not, the connection is closed within it */
    static Reply stream(List<String> events, boolean complete) {
        return Reply.chunks(
                "text/event-stream",
                events.stream()
                        .map(event -> event.getBytes(StandardCharsets.UTF_8))
                        .toList(),
                0,
                complete);
    }

    /** Everything that is wrong with a request for this prompt. */
    final List<String> complaints(ReceivedRequest request, Prompt prompt) {
        Map<?, ?> body = (Map<?, ?>) Json.parse(request.text());
        List<String> complaints = new ArrayList<>();
        types.violations(body).forEach(complaint -> complaints.add(complaint.toString()));
        String resource = request.path() + (request.query().isEmpty() ? "" : "?" + request.query());
        mustBe(request.method(), "POST", complaints);
        mustBe(resource, resource(!prompt.wantsJson()), complaints);
        mustBe(request.headers().get("content-type"), "application/json", complaints);
        headers().forEach((name, value) -> mustBe(request.headers().get(name), value, complaints));
        if (asksForAStream(body) != null) {
            mustBe(asksForAStream(body), !prompt.wantsJson(), complaints);
        }
        mustBe(conversation(body), conversation(prompt), complaints);
        mustBe(schema(body), prompt.wantsJson() ? Json.parse(prompt.schema().toString()) : null, complaints);
        return complaints;
    }

    private static void mustBe(Object seen, Object wanted, List<String> complaints) {
        if (!Objects.equals(seen, wanted)) {
            complaints.add(seen + " instead of " + wanted);
        }
    }

    private static List<String> conversation(Prompt prompt) {
        List<String> turns = new ArrayList<>(List.of(turn("system", List.of(), prompt.system())));
        for (Prompt.Message message : prompt.messages()) {
            turns.add(turn(
                    message.role() == Turn.Role.USER ? "user" : "model",
                    message.images().stream().map(VendorFixture::image).toList(),
                    message.text()));
        }
        return turns;
    }

    private static String image(Attachment image) {
        return image(image.mediaType(), Base64.getEncoder().encodeToString(image.bytes()));
    }

    static String image(String mediaType, String base64) {
        return mediaType + "," + base64;
    }

    /** One turn in a form that is common to all vendors. */
    static String turn(String role, List<String> images, String text) {
        return role + " " + images + " " + text;
    }

    @Override
    public String toString() {
        return call().provider();
    }
}
