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

/** Replies of the published shapes: one completion, or its chunks. */
final class Completion {

    private static final AtomicLong MADE = new AtomicLong();

    private Completion() {}

    /** What a good reply says. */
    static String content(Asked asked) {
        if (asked.json()) {
            return SampleQuestion.answering(asked.text(), MADE.get());
        }
        int words = Wish.in(asked.text()).words();
        if (words > 0) {
            return words(words, MADE.incrementAndGet());
        }
        return "**Stand-in** answers: let us take it step by step.\n\n- Read what is asked.\n- Write \\(x + 2 = 5\\), so"
                + " \\(x = 3\\).\n\nImages seen: " + asked.images() + ".";
    }

    /**
     * First the time, epoch µs. No two calls have a word in common, so that a mixture of two can be told. Not all of it is
     * of one byte a character.
     */
    private static String words(int count, long call) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now())
                + IntStream.range(1, count)
                        .mapToObj(n -> " " + call + (n % 7 == 3 ? "√😀" : ":") + n)
                        .collect(Collectors.joining());
    }

    static Reply reply(Asked asked) {
        return reply(asked, content(asked), null, "stop");
    }

    static Reply reply(Asked asked, String content, String refusal, String finishReason) {
        if (asked.stream()) {
            return Reply.events(events(asked, content, refusal, finishReason), pace(asked), true);
        }
        Map<String, Object> message =
                Json.object("role", "assistant", "content", content, "refusal", refusal, "annotations", List.of());
        Map<String, Object> body = frame(asked, "chat.completion", choice("message", message, finishReason));
        body.put("usage", usage(asked, content));
        return Reply.json(200, body, "x-request-id: req_" + MADE.get());
    }

    static Reply cutStream(Asked asked) {
        List<String> events = events(asked, content(asked), null, "stop");
        return Reply.events(events.subList(0, events.size() / 2), pace(asked), false);
    }

    private static long pace(Asked asked) {
        return Wish.in(asked.text()).pace();
    }

    static Reply streamWithError(Asked asked, Refusal error) {
        List<String> events =
                new ArrayList<>(events(asked, content(asked), null, "stop").subList(0, 3));
        events.add(Json.write(error.body()));
        return Reply.events(events, pace(asked), true);
    }

    private static List<String> events(Asked asked, String content, String refusal, String finishReason) {
        List<String> events = new ArrayList<>();
        events.add(chunk(asked, Json.object("role", "assistant", "content", ""), null));
        if (refusal != null) {
            events.add(chunk(asked, Json.object("refusal", refusal), null));
        } else {
            for (String word : content.split("(?<= )")) {
                events.add(chunk(asked, Json.object("content", word), null));
            }
        }
        events.add(chunk(asked, Json.object(), finishReason));
        if (asked.usageInStream()) {
            Map<String, Object> last = frame(asked, "chat.completion.chunk", null);
            last.put("usage", usage(asked, content));
            events.add(Json.write(last));
        }
        events.add("[DONE]");
        return events;
    }

    private static String chunk(Asked asked, Map<String, Object> delta, String finishReason) {
        return Json.write(frame(asked, "chat.completion.chunk", choice("delta", delta, finishReason)));
    }

    private static Map<String, Object> choice(String name, Map<String, Object> what, String finishReason) {
        return Json.object("index", 0, name, what, "logprobs", null, "finish_reason", finishReason);
    }

    private static Map<String, Object> frame(Asked asked, String object, Map<String, Object> choice) {
        return Json.object(
                "id",
                "chatcmpl-standin" + MADE.incrementAndGet(),
                "object",
                object,
                "created",
                System.currentTimeMillis() / 1000,
                "model",
                asked.model(),
                "choices",
                choice == null ? List.of() : List.of(choice),
                "service_tier",
                "default",
                "system_fingerprint",
                "fp_standin");
    }

    private static Map<String, Object> usage(Asked asked, String content) {
        long prompt = asked.promptTokens();
        long completion = (content == null ? 0 : content.length() / 4) + 1;
        return Json.object(
                "prompt_tokens", prompt, "completion_tokens", completion, "total_tokens", prompt + completion);
    }
}
