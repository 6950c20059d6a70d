package org.satbuddy.provider;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;
import org.satbuddy.task.Attachment;
import org.satbuddy.task.Turn.Role;
import org.satbuddy.tutor.Prompt;
import org.satbuddy.tutor.Prompt.Message;

/** One prompt of each kind that the tutor makes. */
final class SamplePrompts {

    private static final String SYSTEM = "You are a tutor.\nBe \"kind\" \u2013 \u00bd the work is theirs: \\(x^2\\)";

    private SamplePrompts() {}

    static Prompt text() {
        return asking("1+1?");
    }

    static Prompt asking(String question) {
        return prompt(null, user(question));
    }

    static Prompt history() {
        return prompt(null, user("1+1?"), assistant("It is 2."), user("Why?"));
    }

    static Prompt image() {
        return prompt(null, user("What is on these?", image("png"), image("jpeg")));
    }

    static Prompt imageOfAnEarlierTurn() {
        return prompt(null, user("What is this?", image("png")), assistant("A square."), user("Sure?"));
    }

    /** With the real schema. */
    static Prompt question() {
        try (InputStream schema = SamplePrompts.class.getResourceAsStream("/prompts/question.schema.json");
                JsonReader reader = Json.createReader(schema)) {
            return prompt(reader.readObject(), user("Write one practice question as JSON."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Prompt prompt(JsonObject schema, Message... messages) {
        return new Prompt(SYSTEM, List.of(messages), schema, null, Instant.MAX, false);
    }

    private static Message user(String text, Attachment... images) {
        return new Message(Role.USER, text, List.of(images));
    }

    private static Message assistant(String text) {
        return new Message(Role.ASSISTANT, text, List.of());
    }

    private static Attachment image(String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Attachment("an-id", "image/" + format, bytes.toByteArray());
    }
}
