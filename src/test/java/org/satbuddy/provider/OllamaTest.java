package org.satbuddy.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.satbuddy.provider.CompatibleServer.END;
import static org.satbuddy.provider.CompatibleServer.events;
import static org.satbuddy.provider.CompatibleServer.json;
import static org.satbuddy.provider.CompatibleServer.plain;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.satbuddy.standin.ReceivedRequest;
import org.satbuddy.standin.Reply;
import org.satbuddy.tutor.Prompt;

/**
 * Ollama needs only configuration.
 *
 * @see <a href="https://docs.ollama.com/api/openai-compatibility">OpenAI compatibility</a>
 */
@Timeout(60)
class OllamaTest {

    private static String chunk(String delta, String finishReason) {
        return "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
                + "\"system_fingerprint\":\"fp_ollama\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\","
                + delta + "},\"finish_reason\":" + finishReason + "}]}\n\n";
    }

    private static String text(String text) {
        return "\"content\":\"" + text + "\"";
    }

    private static CallResult ask(Prompt prompt, Reply reply) {
        return CompatibleServer.ask(server -> plain(server, "/v1", null), prompt, reply);
    }

    @Test
    void isAskedWithoutAKey() {
        ReceivedRequest request = ask(SamplePrompts.image(), events(chunk(text("Two."), "\"stop\""), END))
                .request();

        assertThat(request.path()).isEqualTo("/v1/chat/completions");
        assertThat(request.headers()).doesNotContainKeys("authorization", "api-key");
    }

    @Test
    void answersWithItsRoleInEveryChunk() {
        Reply reply = events(
                chunk(text("") + ",\"reasoning\":\"Hm.\"", "null"),
                chunk(text("Two."), "null"),
                chunk(text(""), "\"stop\""),
                "data: {\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}\n\n",
                END);

        assertThat(ask(SamplePrompts.text(), reply).outcome()).isEqualTo("Two. (3+2)");
    }

    @Test
    void answersJsonWithoutARefusalMember() {
        Reply reply = json(200, """
                {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "m",
                 "system_fingerprint": "fp_ollama",
                 "choices": [{"index": 0, "message": {"role": "assistant", "content": "{}"}, "finish_reason": "stop"}],
                 "usage": {"prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5}}
                """);

        assertThat(ask(SamplePrompts.question(), reply).outcome()).isEqualTo("{} (3+2)");
    }

    /** The runner died: the stream has an empty chunk and no end. */
    @Test
    void breaksOffWithoutAnError() {
        assertThat(ask(SamplePrompts.text(), events(chunk(text("Tw"), "null"), chunk(text(""), "null")))
                        .outcome())
                .isEqualTo("soon");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    404 | {"error": {"message": "model not found", "code": null}}     | provider_rejected
                    404 | {"error": "model not found"}                                | provider_rejected
                    400 | {"error": {"message": "invalid image input", "code": null}} | provider_rejected
                    500 | {"error": "llama runner process has terminated"}            | soon
                    503 | {"error": "maximum pending requests exceeded"}              | soon
                    200 | {"error": "an error was encountered while running"}         | soon
                    """)
    void failsWithAnObjectOrASentence(int status, String body, String outcome) {
        assertThat(ask(SamplePrompts.text(), json(status, body)).outcome()).isEqualTo(outcome);
    }
}
