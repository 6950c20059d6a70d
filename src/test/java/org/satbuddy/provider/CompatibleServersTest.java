package org.satbuddy.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.satbuddy.provider.CompatibleServer.END;
import static org.satbuddy.provider.CompatibleServer.ask;
import static org.satbuddy.provider.CompatibleServer.events;
import static org.satbuddy.provider.CompatibleServer.json;
import static org.satbuddy.provider.CompatibleServer.plain;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.satbuddy.standin.Reply;
import org.satbuddy.standin.types.Json;

/** Tests the differences of compatible servers from OpenAI, as their documentation or sources describe them. */
@Timeout(60)
class CompatibleServersTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    LM Studio, long prompt  | 400 | {"error": "context length of only 4096 tokens"} | too_long
                    llama.cpp, long prompt  | 400 | {"error": {"type": "exceed_context_size_error"}} | too_long
                    llama.cpp, loading      | 503 | {"error": {"code": 503, "message": "Loading model"}} | soon
                    OpenRouter, no credit   | 402 | {"error": {"code": 402, "message": "a"}} | provider_rejected
                    OpenRouter, moderation  | 403 | {"error": {"metadata": {"flagged_input": "a"}}} | filtered
                    OpenRouter, a bad key   | 403 | {"error": {"code": 403, "message": "Key limit"}} | provider_rejected
                    OpenRouter, upstream    | 200 | {"error": {"code": 502, "metadata": {"raw": "a"}}} | soon
                    OpenRouter, limit below | 200 | {"error": {"code": 429, "message": "Provider error"}} | later
                    """)
    void knowsThePeculiaritiesOf(String what, int status, String body, String outcome) {
        assertThat(ask(server -> plain(server, "/api/v1", "a-key"), SamplePrompts.text(), json(status, body))
                        .outcome())
                .isEqualTo(outcome);
    }

    @Test
    void readsTheErrorThatOpenRouterSendsWithTheLastChunk() {
        Reply reply = events(
                ": OPENROUTER PROCESSING\n\n",
                "data: {\"id\":\"gen-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Tw\"}}]}\n\n",
                "data: {\"id\":\"gen-1\",\"error\":{\"code\":\"server_error\",\"message\":\"Provider disconnected\"},"
                        + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}\n\n",
                END);

        assertThat(ask(server -> plain(server, "/api/v1", "a-key"), SamplePrompts.text(), reply)
                        .outcome())
                .isEqualTo("soon");
    }

    /** DeepSeek replaces content that is not JSON with blanks. */
    @Test
    void triesAgainAfterBlankContent() {
        Reply reply = json(
                200, "{\"choices\":[{\"message\":{\"content\":\"   \"},\"finish_reason\":\"stop\"}],\"model\":\"m\"}");

        assertThat(ask(server -> plain(server, "/", "a-key"), SamplePrompts.question(), reply)
                        .outcome())
                .isEqualTo("soon");
    }

    /** DeepSeek sends empty lines to keep the connection open until it handles the request. */
    @Test
    void waitsThroughEmptyLinesBeforeTheJson() {
        String answer = Json.write(Json.object(
                "choices",
                List.of(Json.object(
                        "message", Json.object("role", "assistant", "content", "{}"), "finish_reason", "stop"))));

        CallResult result = ask(
                server -> plain(server, "/", "a-key"),
                SamplePrompts.question(),
                Reply.whole(200, "application/json", "\n\n\n" + answer));

        assertThat(result.outcome()).isEqualTo("{}");
        assertThat(result.replied().model()).isEqualTo("a-model");
        assertThat(result.request().path()).isEqualTo("/chat/completions");
    }
}
