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

/** A vendor as the table sees it: the adapter that is tried, what must arrive of a prompt, and what may come back. */
abstract class Vendor {

    static final String ASKED_MODEL = "asked-model";
    static final String SERVED_MODEL = "served-model";
    static final String KEY = "a-key";

    /** How an answer ends. */
    enum End {
        STOP,
        LENGTH,
        REFUSAL,
        UNKNOWN
    }

    /** What a vendor says instead of answering. */
    enum Fault {
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

    Vendor(RequestTypes types) {
        this.types = types;
    }

    /** The adapter. */
    abstract RemoteCall<?> call();

    /** What is configured as the base URL of a vendor at this address. */
    abstract URI baseUrl(URI server);

    final Settings.Endpoint endpoint(URI server) {
        return new Settings.Endpoint(baseUrl(server), Optional.of(KEY), ASKED_MODEL, Optional.empty());
    }

    /** The path and query of a request. */
    abstract String resource(boolean stream);

    /** Headers that must be there, by lower-case name; null for those that must not. */
    abstract Map<String, String> headers();

    /** Whether the body asks for a stream; null where another resource does that. */
    abstract Boolean asksForAStream(Map<?, ?> body);

    /** The system prompt and the turns of a request. */
    abstract List<String> conversation(Map<?, ?> body);

    /** The schema that a request asks its reply to keep to; null if it does not. */
    abstract Object schema(Map<?, ?> body);

    /** Three tokens in, two out. */
    abstract String whole(String text, End end);

    /** With all that its usage can count. */
    abstract String wholeWithDetailedUsage(String text);

    abstract String wholeWithoutUsage(String text);

    /** The beginning of a stream: pieces of text, and no end. */
    abstract List<String> opening(String... pieces);

    /** What comes behind the last piece of text. */
    abstract List<String> closing(End end);

    abstract List<String> closingWithDetailedUsage();

    /** What comes behind a piece of text that a filter stops. */
    abstract List<String> closingOfAFilter();

    /** An error inside a stream. */
    abstract String errorEvent(Fault fault);

    /** A whole reply to a prompt whose answer a filter keeps back. */
    abstract Reply filtered();

    abstract Reply fails(Fault fault, String... headers);

    /** A limit for seven seconds, said in this vendor's own way. */
    abstract Reply limitedForSevenSeconds();

    /** What it tells of its limits beside an error. */
    abstract String limitHeader();

    final Reply answers(String text, End end) {
        return Reply.json(200, Json.parse(whole(text, end)));
    }

    final Reply streams(List<String> opening, List<String> closing) {
        return stream(Stream.concat(opening.stream(), closing.stream()).toList(), true);
    }

    /** @param complete whether the body has an end, or the connection is closed within it */
    static Reply stream(List<String> events, boolean complete) {
        return Reply.chunks(
                "text/event-stream",
                events.stream()
                        .map(event -> event.getBytes(StandardCharsets.UTF_8))
                        .toList(),
                0,
                complete);
    }

    /** All that is wrong with a request for this prompt. */
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
                    message.images().stream().map(Vendor::image).toList(),
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

    /** One turn in a form that all vendors have in common. */
    static String turn(String role, List<String> images, String text) {
        return role + " " + images + " " + text;
    }

    @Override
    public String toString() {
        return call().provider();
    }
}
