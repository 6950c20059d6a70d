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
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.standin.Reply;
import org.satbuddy.tutor.Prompt;

/**
 * vLLM needs only configuration.
 *
 * @see <a href="https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html">The server</a>
 */
@Timeout(60)
class VllmTest {

    private static final String TOO_LONG = "\"message\": \"This model's maximum context length is 4096 tokens.\","
            + " \"type\": \"BadRequestError\", \"param\": null, \"code\": 400";

    private static CallResult ask(Prompt prompt, Reply reply) {
        return CompatibleServer.ask(server -> plain(server, "/v1", "a-key"), prompt, reply);
    }

    @Test
    void answersWithFieldsOfItsOwnAndNoUsage() {
        CallResult result = ask(
                SamplePrompts.text(),
                events(
                        "data: {\"model\":\"org/model\",\"prompt_token_ids\":null,\"choices\":[{\"index\":0,"
                                + "\"delta\":{\"role\":\"assistant\",\"content\":\"\",\"reasoning_content\":null}}]}\n\n",
                        "data: {\"model\":\"org/model\",\"choices\":[{\"index\":0,\"token_ids\":null,\"stop_reason\":null,"
                                + "\"delta\":{\"content\":\"Two.\"},\"finish_reason\":\"stop\"}]}\n\n",
                        END));

        assertThat(result.outcome()).isEqualTo("Two.");
        assertThat(result.replied().model()).isEqualTo("org/model");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"object\":\"error\",%s}", "{\"error\":{%s}}"})
    void reportsATooLongPromptInItsOldAndNewShape(String shape) {
        assertThat(ask(SamplePrompts.text(), json(400, shape.formatted(TOO_LONG)))
                        .outcome())
                .isEqualTo("too_long");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    401 | {"error": "Unauthorized"}                                             | provider_rejected
                    404 | {"object": "error", "message": "The model does not exist.", "code": 404} | provider_rejected
                    500 | {"error": {"message": "EngineCore died", "code": 500}}                | soon
                    """)
    void failsInItsOldAndNewShape(int status, String body, String outcome) {
        assertThat(ask(SamplePrompts.text(), json(status, body)).outcome()).isEqualTo(outcome);
    }

    @Test
    void failsWithinAStream() {
        String error = "data: {\"error\":{\"message\":\"EngineCore died\",\"param\":null,\"code\":500}}\n\n";

        assertThat(ask(SamplePrompts.text(), events(error, END)).outcome()).isEqualTo("soon");
    }
}
