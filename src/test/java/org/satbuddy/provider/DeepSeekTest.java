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
 * DeepSeek by configuration alone: it knows JSON, but no schema of it.
 *
 * @see <a href="https://api-docs.deepseek.com/guides/json_mode">JSON output</a>
 */
@Timeout(60)
class DeepSeekTest {

    private static final String UNKNOWN = "This response_format type is unavailable now";

    private final Rig rig = new Rig(new OpenAiCall(), server -> plain(server, "/", "a-key"), Rig.PATIENT);

    @AfterEach
    void close() {
        rig.close();
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
    void isAskedOnceMoreForJsonOfNoSchema() {
        Trial trial = rig.ask(Prompts.question(), DeepSeekTest::replies);

        assertThat(trial.outcome()).isEqualTo("{}");
        assertThat(trial.requests()).extracting(DeepSeekTest::asked).containsExactly("json_schema", "json_object");
    }

    @Test
    void isNotAskedForASchemaAgain() {
        rig.ask(Prompts.question(), DeepSeekTest::replies);

        Trial trial = rig.ask(Prompts.question(), DeepSeekTest::replies);

        assertThat(trial.outcome()).isEqualTo("{}");
        assertThat(trial.requests()).extracting(DeepSeekTest::asked).containsExactly("json_object");
    }

    @Test
    void isNotAskedAThirdTime() {
        Trial trial = rig.ask(Prompts.question(), request -> refuses(400, UNKNOWN));

        assertThat(trial.outcome()).isEqualTo("provider_rejected");
        assertThat(trial.requests()).extracting(DeepSeekTest::asked).containsExactly("json_schema", "json_object");
    }

    @ParameterizedTest
    @CsvSource({
        "422, Failed to deserialize the JSON body: response_format.type `json_schema` is unavailable now",
        "400, Invalid parameter: response_format of type json_schema is not supported with this model."
    })
    void saysItInOtherWaysToo(int status, String sentence) {
        Trial trial = rig.ask(
                Prompts.question(),
                request -> asked(request).equals("json_schema") ? refuses(status, sentence) : answers());

        assertThat(trial.outcome()).isEqualTo("{}");
    }

    @Test
    void isNotAskedAgainForWhatItRejectsForAnotherReason() {
        Trial trial = rig.ask(Prompts.question(), request -> refuses(400, "The temperature is too high"));

        assertThat(trial.outcome()).isEqualTo("provider_rejected");
        assertThat(trial.requests()).hasSize(1);
    }
}
