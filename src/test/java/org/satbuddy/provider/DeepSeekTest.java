package org.satbuddy.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.satbuddy.provider.CompatibleServer.json;
import static org.satbuddy.provider.CompatibleServer.plain;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.satbuddy.standin.ReceivedRequest;
import org.satbuddy.standin.Reply;
import org.satbuddy.standin.types.Json;
import org.satbuddy.standin.types.RequestTypes;

/**
 * DeepSeek needs only configuration. It knows JSON, but no schemas.
 *
 * @see <a href="https://api-docs.deepseek.com/guides/json_mode">JSON output</a>
 */
@Timeout(60)
class DeepSeekTest {

    private static final String UNKNOWN = "This response_format type is unavailable now";

    private final CallHarness harness =
            new CallHarness(new OpenAiCall(), server -> plain(server, "/", "a-key"), CallHarness.GENEROUS);

    @AfterEach
    void close() {
        harness.close();
    }

    /** The type of reply that a request asks for. */
    private static Object asked(ReceivedRequest request) {
        Map<?, ?> body = (Map<?, ?>) Json.parse(request.text());
        assertThat(RequestTypes.OPENAI.violations(body)).isEmpty();
        return body.get("response_format") instanceof Map<?, ?> format ? format.get("type") : "text";
    }

    private static Reply replies(ReceivedRequest request) {
        return asked(request).equals("json_schema") ? refuses(400, UNKNOWN) : answers();
    }

    private static Reply answers() {
        return json(
                200, "{\"choices\":[{\"message\":{\"content\":\"{}\"},\"finish_reason\":\"stop\"}],\"model\":\"m\"}");
    }

    private static Reply refuses(int status, String message) {
        return Reply.json(
                status,
                Json.object(
                        "error",
                        Json.object(
                                "message",
                                message,
                                "type",
                                "invalid_request_error",
                                "param",
                                null,
                                "code",
                                "invalid_request_error")));
    }

    @Test
    void isAskedOnceMoreForJsonWithoutASchema() {
        CallResult result = harness.ask(SamplePrompts.question(), DeepSeekTest::replies);

        assertThat(result.outcome()).isEqualTo("{}");
        assertThat(result.requests()).extracting(DeepSeekTest::asked).containsExactly("json_schema", "json_object");
    }

    @Test
    void isNotAskedForASchemaAgain() {
        harness.ask(SamplePrompts.question(), DeepSeekTest::replies);

        CallResult result = harness.ask(SamplePrompts.question(), DeepSeekTest::replies);

        assertThat(result.outcome()).isEqualTo("{}");
        assertThat(result.requests()).extracting(DeepSeekTest::asked).containsExactly("json_object");
    }

    @Test
    void isNotAskedAFourthTime() {
        CallResult result = harness.ask(SamplePrompts.question(), request -> refuses(400, UNKNOWN));

        assertThat(result.outcome()).isEqualTo("provider_rejected");
        assertThat(result.requests())
                .extracting(DeepSeekTest::asked)
                .containsExactly("json_schema", "json_object", "text");
    }

    @ParameterizedTest
    @CsvSource({
        "422, Failed to deserialize the JSON body: response_format.type `json_schema` is unavailable now",
        "400, Invalid parameter: response_format of type json_schema is not supported with this model."
    })
    void reportsThatSchemasAreUnknownInOtherWaysToo(int status, String sentence) {
        CallResult result = harness.ask(
                SamplePrompts.question(),
                request -> asked(request).equals("json_schema") ? refuses(status, sentence) : answers());

        assertThat(result.outcome()).isEqualTo("{}");
    }

    @Test
    void isNotAskedAgainAfterAnotherRejection() {
        CallResult result =
                harness.ask(SamplePrompts.question(), request -> refuses(400, "The temperature is too high"));

        assertThat(result.outcome()).isEqualTo("provider_rejected");
        assertThat(result.requests()).hasSize(1);
    }
}
