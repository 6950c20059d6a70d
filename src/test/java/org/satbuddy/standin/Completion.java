package org.satbuddy.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
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
        return "**Stand-in** answers: let us take it step by step.\n\n- Read what is asked.\n- Write \\(x + 2 = 5\\), so"
                + " \\(x = 3\\).\n\nImages seen: " + asked.images() + ".";
    }

    static Reply reply(Asked asked) {
        return reply(asked, content(asked), null, "stop");
    }

    static Reply reply(Asked asked, String content, String refusal, String finishReason) {
        if (asked.stream()) {
            return Reply.events(events(asked, content, refusal, finishReason), 0, true);
        }
        Map<String, Object> message =
                Json.object("role", "assistant", "content", content, "refusal", refusal, "annotations", List.of());
        Map<String, Object> body = frame(asked, "chat.completion", choice("message", message, finishReason));
        body.put("usage", usage(asked, content));
        return Reply.json(200, body, "x-request-id: req_" + MADE.get());
    }

    static Reply cutStream(Asked asked) {
        List<String> events = events(asked, content(asked), null, "stop");
        return Reply.events(events.subList(0, events.size() / 2), 0, false);
    }

    static Reply streamWithError(Asked asked, Refusal error) {
        List<String> events =
                new ArrayList<>(events(asked, content(asked), null, "stop").subList(0, 3));
        events.add(Json.write(error.body()));
        return Reply.events(events, 0, true);
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
