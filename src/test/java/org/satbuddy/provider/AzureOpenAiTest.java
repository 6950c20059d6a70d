package org.satbuddy.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.satbuddy.provider.CompatibleServer.END;
import static org.satbuddy.provider.CompatibleServer.events;
import static org.satbuddy.provider.CompatibleServer.json;
import static org.satbuddy.provider.CompatibleServer.plain;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.satbuddy.config.Settings;
import org.satbuddy.standin.ReceivedRequest;
import org.satbuddy.standin.Reply;
import org.satbuddy.tutor.Prompt;

/**
 * Azure OpenAI needs only configuration: a deployment, a version and a header for the key. Every reply contains the
 * results of its content filter.
 *
 * @see <a href="https://learn.microsoft.com/azure/ai-foundry/openai/reference">The REST reference</a>
 */
@Timeout(60)
class AzureOpenAiTest {

    private static final String SAFE = "{\"hate\":{\"filtered\":false,\"severity\":\"safe\"}}";

    private static final String FIRST =
            "data: {\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\","
                    + "\"prompt_filter_results\":[{\"prompt_index\":0,\"content_filter_results\":" + SAFE
                    + "}]}\n\n";

    private static String chunk(String delta, String finishReason) {
        return "data: {\"choices\":[{\"content_filter_results\":" + SAFE + ",\"delta\":" + delta
                + ",\"finish_reason\":" + finishReason + ",\"index\":0,\"logprobs\":null}],\"created\":1,"
                + "\"id\":\"chatcmpl-1\",\"model\":\"gpt-5.4-mini-2026-03-17\",\"object\":\"chat.completion.chunk\","
                + "\"system_fingerprint\":null,\"usage\":null}\n\n";
    }

    private static CallResult ask(Prompt prompt, Reply reply) {
        return CompatibleServer.ask(
                server -> new Settings.Endpoint(
                        server.resolve("/openai/deployments/small"),
                        Optional.of("a-key"),
                        "small",
                        Optional.of("2024-10-21")),
                prompt,
                reply);
    }

    private static CallResult ask(Reply reply) {
        return ask(SamplePrompts.text(), reply);
    }

    @Test
    void isAskedForADeploymentWithItsVersionAndItsOwnHeader() {
        ReceivedRequest request = ask(events(FIRST, chunk("{\"content\":\"Two.\"}", "\"stop\""), END))
                .request();

        assertThat(request.path()).isEqualTo("/openai/deployments/small/chat/completions");
        assertThat(request.query()).isEqualTo("api-version=2024-10-21");
        assertThat(request.headers()).containsEntry("api-key", "a-key").doesNotContainKey("authorization");
    }

    /** Azure's current address needs no version, and takes the key as OpenAI does. */
    @Test
    void isAskedAsOpenAiAtItsAddressWithoutAVersion() {
        ReceivedRequest request = CompatibleServer.ask(
                        server -> plain(server, "/openai/v1", "a-key"),
                        SamplePrompts.text(),
                        events(chunk("{\"content\":\"Two.\"}", "\"stop\""), END))
                .request();

        assertThat(request.path()).isEqualTo("/openai/v1/chat/completions");
        assertThat(request.headers())
                .containsEntry("authorization", "Bearer a-key")
                .doesNotContainKey("api-key");
    }

    @Test
    void answersBetweenTheAnnotationsOfItsFilter() {
        String annotation = "data: {\"choices\":[{\"content_filter_offsets\":{\"check_offset\":44,\"start_offset\":44,"
                + "\"end_offset\":198},\"content_filter_results\":" + SAFE
                + ",\"finish_reason\":null,\"index\":0}],"
                + "\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\"}\n\n";
        String usage =
                "data: {\"choices\":[],\"created\":1,\"id\":\"chatcmpl-1\",\"model\":\"gpt-5.4-mini-2026-03-17\","
                        + "\"object\":\"chat.completion.chunk\",\"usage\":{\"completion_tokens\":2,\"prompt_tokens\":3,"
                        + "\"total_tokens\":5}}\n\n";

        CallResult result = ask(events(
                FIRST,
                chunk("{\"content\":\"\",\"refusal\":null,\"role\":\"assistant\"}", "null"),
                chunk("{\"content\":\"Two.\"}", "null"),
                chunk("{}", "\"stop\""),
                annotation,
                usage,
                END));

        assertThat(result.outcome()).isEqualTo("Two. (3+2)");
        assertThat(result.replied().model()).isEqualTo("gpt-5.4-mini-2026-03-17");
    }

    @Test
    void withholdsAnAnswerThatItsFilterStopsLate() {
        assertThat(ask(events(FIRST, chunk("{\"content\":\"Tw\"}", "null"), chunk("{}", "\"content_filter\""), END))
                        .outcome())
                .isEqualTo("filtered");
        assertThat(ask(events(
                                FIRST,
                                chunk("{\"content\":\"Two.\"}", "\"stop\""),
                                chunk("{}", "\"content_filter\""),
                                END))
                        .outcome())
                .isEqualTo("filtered");
    }

    @Test
    void isNotTrustedWhileItsFilterIsDown() {
        Reply unfiltered = json(
                200,
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"{}\"},\"finish_reason\":\"stop\","
                        + "\"index\":0,\"content_filter_results\":{\"error\":{\"code\":\"content_filter_error\","
                        + "\"message\":\"The contents are not filtered\"}}}],\"model\":\"m\"}");

        assertThat(ask(SamplePrompts.question(), unfiltered).outcome()).isEqualTo("filtered");
    }

    @Test
    void refusesAPromptThatItFilters() {
        String error = "{\"error\":{\"message\":\"The response was filtered due to the prompt triggering Azure OpenAI's"
                + " content management policy.\",\"type\":null,\"param\":\"prompt\",\"code\":\"content_filter\","
                + "\"status\":400,\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\","
                + "\"content_filter_result\":{\"hate\":{\"filtered\":true,\"severity\":\"high\"}}}}}";

        assertThat(ask(json(400, error)).outcome()).isEqualTo("filtered");
        assertThat(ask(events(FIRST, "data: " + error + "\n\n")).outcome()).isEqualTo("filtered");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    429 | {"error": {"code": "429", "message": "exceeded call rate limit"}} | later in 7 s
                    429 | {"error": {"code": "RateLimitReached", "message": "retry after"}} | later in 7 s
                    401 | {"error": {"code": "401", "message": "invalid subscription"}}     | provider_rejected
                    401 | {"statusCode": 401, "message": "Access token is missing"}         | provider_rejected
                    404 | {"error": {"code": "DeploymentNotFound", "message": "no such"}}   | provider_rejected
                    408 | {"error": {"code": "Timeout", "message": "timeout"}}              | soon in 7 s
                    500 | {"error": {"code": "InternalServerError", "message": "error"}}    | soon in 7 s
                    """)
    void failsInItsOwnShapes(int status, String body, String outcome) {
        assertThat(ask(json(status, body, "retry-after: 7")).outcome()).isEqualTo(outcome);
    }
}
