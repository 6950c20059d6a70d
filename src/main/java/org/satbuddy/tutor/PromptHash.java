package org.satbuddy.tutor;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.satbuddy.task.ChatRequest;
import org.satbuddy.task.Work;

/**
 * Tells whether two students ask the same: the SHA-256 of all that a provider is sent and of who is asked. It is taken of
 * what they wrote, personal data and all: what is sent has the same placeholder for any two addresses, but the answer with
 * the one must never go to the other.
 */
final class PromptHash {

    private PromptHash() {}

    /** Empty if nobody else may have the answer: it is to more than the words of one message, or a practice question. */
    static Optional<String> of(Work work, LanguageModel model) {
        if (!(work.request() instanceof ChatRequest chat)
                || !chat.images().isEmpty()
                || !work.history().isEmpty()) {
            return Optional.empty();
        }
        return model.signature().map(signature -> of(signature, ChatPrompt.of(work, chat)));
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

    /** Each text behind its length, so that none can pass for two, and as it is: UTF-8 has no lone surrogates. */
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
