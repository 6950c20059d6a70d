package org.satbuddy.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.satbuddy.task.Answer;
import org.satbuddy.task.Attachment;
import org.satbuddy.task.Turn;
import org.satbuddy.task.Unwatched;
import org.satbuddy.tutor.Prompt;

/** Asks a provider tiny questions, and tells the administrator what works. Each costs some twenty tokens. */
final class ProviderCheck {

    private static final String RULES = "You are being checked. Answer as briefly as possible.";

    private static final JsonObject SCHEMA = Json.createObjectBuilder()
            .add("type", "object")
            .add(
                    "properties",
                    Json.createObjectBuilder()
                            .add("ready", Json.createObjectBuilder().add("type", "boolean")))
            .add("required", Json.createArrayBuilder().add("ready"))
            .add("additionalProperties", false)
            .build();

    /** A red square, 64 pixels wide. */
    private static final byte[] RED = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAT0lEQVR42u3PQQkAAAgEsAtx/ZMZxgi+hcEKLNO+Fg"
                    + "EBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQGBywKqxUDxqh7TUQAAAABJRU5ErkJg"
                    + "gg==");

    private final RemoteCall<?> call;

    ProviderCheck(RemoteCall<?> call) {
        this.call = call;
    }

    /** The provider, its model and its address. */
    String name() {
        return call.provider() + ", " + call.endpoint().model() + " at "
                + call.endpoint().baseUrl();
    }

    /** Asks for a word. Returns what is wrong, and what to do; empty if the provider answered. */
    Optional<String> problem() {
        return ask("Say \"ready\".", null, List.of()).problem();
    }

    /** Whether answers come while they are written. Known once the provider has answered. */
    boolean streams() {
        return call.understood().knows(Dialect.Feature.STREAM);
    }

    /** Asks for JSON, as for a practice question. Returns what is wrong, and what to do; empty if it came. */
    Optional<String> problemWithJson() {
        Reply reply = ask("Answer with the JSON object {\"ready\": true}.", SCHEMA, List.of());
        boolean asAsked = LenientJson.object(reply.text().getBytes(UTF_8)).containsKey("ready");
        return reply.problem().isPresent() || asAsked
                ? reply.problem()
                : Optional.of("the answer is not the JSON that was asked for");
    }

    /** Shows a picture. Returns what is wrong, and what to do; empty if the model saw it. */
    Optional<String> problemWithPictures() {
        Reply reply = ask(
                "Which colour has this square? Answer with one word.",
                null,
                List.of(new Attachment("square", "image/png", RED)));
        boolean seen = reply.text().toLowerCase(Locale.ROOT).contains("red");
        return reply.problem().isPresent() || seen
                ? reply.problem()
                : Optional.of("the model did not see that a square is red");
    }

    private record Reply(String text, Optional<String> problem) {}

    private Reply ask(String question, JsonObject schema, List<Attachment> pictures) {
        var message = new Prompt.Message(Turn.Role.USER, question, pictures);
        var prompt = new Prompt(RULES, List.of(message), schema, null, Instant.MAX, false);
        var governor = new Governor(System::nanoTime, Clock.systemUTC(), Duration.ofMinutes(1));
        try (Permit permit = (Permit) governor.ask(TokenEstimate.of(prompt), false)) {
            Answer.Completed answer = call.check(prompt, new Unwatched(), permit);
            return new Reply(answer.result(), Optional.empty());
        } catch (CallFailed e) {
            return new Reply("", Optional.of(e.told(call.provider())));
        }
    }
}
