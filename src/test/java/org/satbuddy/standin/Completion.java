package org.satbuddy.standin;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.satbuddy.standin.types.Json;

/** Replies in the published shapes: one completion, or its chunks. */
final class Completion {

    private static final AtomicLong MADE = new AtomicLong();

    private Completion() {}

    /** The text of a correct reply. */
    static String content(CompletionRequest request) {
        if (request.json()) {
            return SampleQuestion.answering(request.text(), MADE.get());
        }
        int words = Directives.in(request.text()).words();
        if (words > 0) {
            return words(words, MADE.incrementAndGet());
        }
        return "**Stand-in** answers: let us take it step by step.\n\n- Read what is asked.\n- Write \\(x + 2 = 5\\), so"
                + " \\(x = 3\\).\n\nImages seen: " + request.images() + ".";
    }

    /**
     * Starts with the time in epoch µs. No two calls share a word, so that a mixture of two answers is noticed. Some
     * characters take more than one byte.
     */
    private static String words(int count, long call) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now())
                + IntStream.range(1, count)
                        .mapToObj(n -> " " + call + (n % 7 == 3 ? "√😀" : ":") + n)
                        .collect(Collectors.joining());
    }

    static Reply reply(CompletionRequest request) {
        return reply(request, content(request), null, "stop");
    }

    static Reply reply(CompletionRequest request, String content, String refusal, String finishReason) {
        if (request.stream()) {
            return Reply.events(events(request, content, refusal, finishReason), pace(request), true);
        }
        Map<String, Object> message =
                Json.object("role", "assistant", "content", content, "refusal", refusal, "annotations", List.of());
        Map<String, Object> body = frame(request, "chat.completion", choice("message", message, finishReason));
        body.put("usage", usage(request, content));
        return Reply.json(200, body, "x-request-id: req_" + MADE.get());
    }

    static Reply cutStream(CompletionRequest request) {
        List<String> events = events(request, content(request), null, "stop");
        return Reply.events(events.subList(0, events.size() / 2), pace(request), false);
    }

    private static long pace(CompletionRequest request) {
        return Directives.in(request.text()).pace();
    }

    static Reply streamWithError(CompletionRequest request, Refusal error) {
        List<String> events =
                new ArrayList<>(events(request, content(request), null, "stop").subList(0, 3));
        events.add(Json.write(error.body()));
        return Reply.events(events, pace(request), true);
    }

    private static List<String> events(CompletionRequest request, String content, String refusal, String finishReason) {
        List<String> events = new ArrayList<>();
        events.add(chunk(request, Json.object("role", "assistant", "content", ""), null));
        if (refusal != null) {
            events.add(chunk(request, Json.object("refusal", refusal), null));
        } else {
            for (String word : content.split("(?<= )")) {
                events.add(chunk(request, Json.object("content", word), null));
            }
        }
        events.add(chunk(request, Json.object(), finishReason));
        if (request.usageInStream()) {
            Map<String, Object> last = frame(request, "chat.completion.chunk", null);
            last.put("usage", usage(request, content));
            events.add(Json.write(last));
        }
        events.add("[DONE]");
        return events;
    }

    private static String chunk(CompletionRequest request, Map<String, Object> delta, String finishReason) {
        return Json.write(frame(request, "chat.completion.chunk", choice("delta", delta, finishReason)));
    }

    private static Map<String, Object> choice(String name, Map<String, Object> what, String finishReason) {
        return Json.object("index", 0, name, what, "logprobs", null, "finish_reason", finishReason);
    }

    private static Map<String, Object> frame(CompletionRequest request, String object, Map<String, Object> choice) {
        return Json.object(
                "id",
                "chatcmpl-standin" + MADE.incrementAndGet(),
                "object",
                object,
                "created",
                System.currentTimeMillis() / 1000,
                "model",
                request.model(),
                "choices",
                choice == null ? List.of() : List.of(choice),
                "service_tier",
                "default",
                "system_fingerprint",
                "fp_standin");
    }

    private static Map<String, Object> usage(CompletionRequest request, String content) {
        long prompt = request.promptTokens();
        long completion = (content == null ? 0 : content.length() / 4) + 1;
        return Json.object(
                "prompt_tokens", prompt, "completion_tokens", completion, "total_tokens", prompt + completion);
    }
}
