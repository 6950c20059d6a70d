package org.satbuddy.standin;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parts of a valid request that matter here.
 *
 * @param text the text of the last user message
 * @param json whether the reply must be one JSON object
 * @param usageInStream whether a streamed reply ends with a chunk that counts tokens
 * @param characters of all messages
 * @param mostTokens the largest answer; 0 if it is not bounded
 */
record CompletionRequest(
        String model,
        String text,
        boolean json,
        boolean stream,
        boolean usageInStream,
        int images,
        int characters,
        long mostTokens) {

    /** @param body a request without violations */
    static CompletionRequest in(Map<?, ?> body) {
        List<?> messages = (List<?>) body.get("messages");
        return new CompletionRequest(
                (String) body.get("model"),
                messages.stream()
                        .filter(message -> "user".equals(((Map<?, ?>) message).get("role")))
                        .reduce((earlier, later) -> later)
                        .map(message -> texts(message).collect(Collectors.joining("\n")))
                        .orElse(""),
                body.get("response_format") instanceof Map<?, ?> format && !"text".equals(format.get("type")),
                Boolean.TRUE.equals(body.get("stream")),
                body.get("stream_options") instanceof Map<?, ?> options
                        && Boolean.TRUE.equals(options.get("include_usage")),
                (int) messages.stream()
                        .flatMap(CompletionRequest::parts)
                        .filter(part -> part.containsKey("image_url"))
                        .count(),
                messages.stream()
                        .flatMap(CompletionRequest::texts)
                        .mapToInt(String::length)
                        .sum(),
                Stream.of("max_completion_tokens", "max_tokens")
                        .map(body::get)
                        .filter(Number.class::isInstance)
                        .mapToLong(bound -> ((Number) bound).longValue())
                        .findFirst()
                        .orElse(0));
    }

    /**
     * The tokens that count against a limit before the answer: the bound of the answer, or the prompt if it is larger.
     */
    long tokens() {
        return Math.max(mostTokens, promptTokens());
    }

    /** Estimates four characters a token, and a flat number of tokens for an image. */
    long promptTokens() {
        return characters / 4 + images * 765L + 3;
    }

    private static Stream<String> texts(Object message) {
        return ((Map<?, ?>) message).get("content") instanceof String text
                ? Stream.of(text)
                : parts(message)
                        .map(part -> part.get("text"))
                        .filter(String.class::isInstance)
                        .map(String.class::cast);
    }

    private static Stream<Map<?, ?>> parts(Object message) {
        return ((Map<?, ?>) message).get("content") instanceof List<?> parts
                ? parts.stream().map(part -> (Map<?, ?>) part)
                : Stream.of();
    }
}
