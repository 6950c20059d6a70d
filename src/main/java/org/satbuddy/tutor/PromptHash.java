package org.satbuddy.tutor;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.satbuddy.task.ChatRequest;
import org.satbuddy.task.QuestionRequest;
import org.satbuddy.task.Request;
import org.satbuddy.task.Work;

/**
 * Identifies equal questions of different students: the SHA-256 of the prompt and of the model's signature. The hash
 * covers the text as the students wrote it, with all personal data. Two students' addresses may become the same
 * placeholder, but an answer with one student's address must never reach the other student.
 */
final class PromptHash {

    private PromptHash() {}

    /**
     * Returns empty if the answer must not be shared: if the request is for a practice question, the chat has images or
     * history, or the model has no signature.
     */
    static Optional<String> of(Work work, LanguageModel model) {
        return work.request().accept(new Request.Visitor<>() {

            @Override
            public Optional<String> chat(ChatRequest chat) {
                return chat.images().isEmpty() && work.history().isEmpty()
                        ? model.signature().map(signature -> of(signature, ChatPrompt.of(work, chat)))
                        : Optional.empty();
            }

            @Override
            public Optional<String> question(QuestionRequest question) {
                return Optional.empty();
            }
        });
    }

    private static String of(String signature, Prompt prompt) {
        MessageDigest digest = sha256();
        add(digest, signature);
        add(digest, prompt.system());
        for (Prompt.Message message : prompt.messages()) {
            add(digest, message.role().name());
            add(digest, message.text());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Adds the length before each text, so that one text and the same text in two parts differ. The text is added as
     * UTF-16, because UTF-8 cannot encode lone surrogates.
     */
    private static void add(MessageDigest digest, String text) {
        var bytes = ByteBuffer.allocate(Integer.BYTES + Character.BYTES * text.length());
        bytes.putInt(text.length()).asCharBuffer().put(text);
        digest.update(bytes.array());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
