package org.satbuddy.standin.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each row changes one value of a valid request, and names the path of the violation. "=" is the path of the change. A
 * value is JSON. "-" removes the value.
 */
class RequestTypesTest {

    private static final String PNG = Base64.getEncoder().encodeToString(png());

    private static final Map<RequestTypes, String> GOOD =
            Map.of(RequestTypes.OPENAI, """
            {
              "model": "m",
              "messages": [
                {"role": "system", "content": "As json."},
                {"role": "user", "content": [
                  {"type": "text", "text": "Look"},
                  {"type": "image_url", "image_url": {"url": "data:image/png;base64,PNG", "detail": "auto"}}
                ]},
                {"role": "assistant", "content": "I see."},
                {"role": "user", "content": "And?", "name": "a"}
              ],
              "stream": true,
              "stream_options": {"include_usage": true},
              "max_completion_tokens": 100,
              "temperature": 0.5,
              "response_format": {"type": "json_schema", "json_schema": {"name": "n", "strict": true, "schema": SCHEMA}}
            }
            """, RequestTypes.ANTHROPIC, """
            {
              "model": "m",
              "max_tokens": 2000,
              "system": "Be kind.",
              "messages": [
                {"role": "user", "content": [
                  {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "PNG"}},
                  {"type": "text", "text": "Look"}
                ]},
                {"role": "assistant", "content": [{"type": "text", "text": "I see."}]},
                {"role": "user", "content": "And?"}
              ],
              "stream": true,
              "temperature": 0.5,
              "thinking": {"type": "enabled", "budget_tokens": 1024},
              "output_config": {"format": {"type": "json_schema", "schema": SCHEMA}}
            }
            """, RequestTypes.GEMINI, """
            {
              "systemInstruction": {"parts": [{"text": "Be kind."}]},
              "contents": [
                {"role": "user", "parts": [{"inlineData": {"mimeType": "image/png", "data": "PNG"}}, {"text": "Look"}]},
                {"role": "model", "parts": [{"text": "I see."}]},
                {"role": "user", "parts": [{"text": "And?"}]}
              ],
              "generationConfig": {
                "maxOutputTokens": 100,
                "temperature": 0.5,
                "responseMimeType": "application/json",
                "responseJsonSchema": SCHEMA
              }
            }
            """);

    private static final String SCHEMA = """
            {"type": "object", "additionalProperties": false, "required": ["a"], "properties": {"a": {"type": "string"}}}
            """;

    @ParameterizedTest
    @EnumSource(RequestTypes.class)
    void acceptsAValidRequest(RequestTypes types) {
        assertThat(types.violations(good(types))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    MISSING     | model                                       | -                    | =
                    TYPE        | model                                       | null                 | =
                    VALUE       | model                                       | ""                   | =
                    UNKNOWN     | top_k                                       | 1                    | =
                    MISSING     | messages                                    | -                    | =
                    EMPTY       | messages                                    | []                   | =
                    TYPE        | messages                                    | {}                   | =
                    TYPE        | messages[1]                                 | 7                    | =
                    MISSING     | messages[1].role                            | -                    | =
                    VALUE       | messages[1].role                            | "tutor"              | =
                    MISSING     | messages[1].content                         | -                    | =
                    TYPE        | messages[1].content                         | 7                    | =
                    EMPTY       | messages[1].content                         | []                   | =
                    UNKNOWN     | messages[1].images                          | []                   | =
                    VALUE       | messages[1].content[0].type                 | "input_text"         | =
                    TYPE        | messages[1].content[0].text                 | null                 | =
                    UNKNOWN     | messages[1].content[0].cache                | true                 | =
                    TYPE        | messages[1].content[1].image_url            | "https://a/b"        | =
                    MISSING     | messages[1].content[1].image_url.url        | -                    | =
                    VALUE       | messages[1].content[1].image_url.url        | "ftp://a/b"          | =
                    VALUE       | messages[1].content[1].image_url.url        | "data:image/bmp;base64,AAAA" | =
                    IMAGE       | messages[1].content[1].image_url.url        | "data:image/png;base64,AAAA" | =
                    IMAGE       | messages[1].content[1].image_url.url        | "data:image/jpeg;base64,PNG" | =
                    IMAGE       | messages[1].content[1].image_url.url        | "data:image/png;base64,PNG*" | =
                    VALUE       | messages[1].content[1].image_url.detail     | "best"               | =
                    VALUE | messages[0].content | [{"type": "image_url", "image_url": {"url": "https://a/b"}}] | messages[0].content[0].type
                    MISSING     | messages[2].content                         | null                 | =
                    VALUE | messages[2].content | [{"type": "image_url", "image_url": {"url": "https://a/b"}}] | messages[2].content[0].type
                    TYPE        | stream                                      | "yes"                | =
                    COMBINATION | stream                                      | false                | stream_options
                    UNKNOWN     | stream_options.usage                        | true                 | =
                    VALUE       | max_completion_tokens                       | 0                    | =
                    TYPE        | max_completion_tokens                       | 1.5                  | =
                    COMBINATION | max_tokens                                  | 100                  | =
                    COMBINATION | top_logprobs                                | 2                    | =
                    VALUE       | temperature                                 | 3                    | =
                    TYPE        | temperature                                 | "hot"                | =
                    VALUE       | stop                                        | ["a","b","c","d","e"] | =
                    VALUE       | service_tier                                | "best"               | =
                    TYPE        | user                                        | null                 | =
                    VALUE       | response_format.type                        | "json"               | =
                    UNKNOWN     | response_format.schema                      | {}                   | =
                    MISSING     | response_format.json_schema                 | -                    | =
                    MISSING     | response_format.json_schema.name            | -                    | =
                    VALUE       | response_format.json_schema.name            | "a question"         | =
                    TYPE        | response_format.json_schema.strict          | "yes"                | =
                    MISSING     | response_format.json_schema.schema          | -                    | =
                    SCHEMA      | response_format.json_schema.schema.required | []                   | =
                    """)
    void knowsWhatOpenAiRefuses(Violation.Category category, String path, String value, String where) {
        refuses(RequestTypes.OPENAI, category, path, value, where);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    MISSING     | model                                            | -                    | =
                    MISSING     | max_tokens                                       | -                    | =
                    VALUE       | max_tokens                                       | 0                    | =
                    TYPE        | max_tokens                                       | null                 | =
                    UNKNOWN     | max_completion_tokens                            | 100                  | =
                    TYPE        | system                                           | null                 | =
                    VALUE       | system                                           | ""                   | =
                    VALUE | system | [{"type": "image"}] | system[0].type
                    EMPTY       | messages                                         | []                   | =
                    VALUE       | messages[0].role                                 | "system"             | =
                    MISSING     | messages[0].role                                 | -                    | =
                    VALUE       | messages[1].role                                 | "user"               | =
                    VALUE       | messages[2]                                      | -                    | messages
                    UNKNOWN     | messages[0].name                                 | "a"                  | =
                    MISSING     | messages[2].content                              | -                    | =
                    VALUE       | messages[2].content                              | " "                  | =
                    EMPTY       | messages[2].content                              | []                   | =
                    VALUE       | messages[0].content[0].type                      | "image_url"          | =
                    MISSING     | messages[0].content[0].source                    | -                    | =
                    VALUE       | messages[0].content[0].source.type               | "file"               | =
                    VALUE       | messages[0].content[0].source.media_type         | "image/bmp"          | =
                    IMAGE | messages[0].content[0].source.media_type | "image/jpeg" | messages[0].content[0].source.data
                    IMAGE       | messages[0].content[0].source.data               | "data:image/png;base64,PNG" | =
                    UNKNOWN     | messages[0].content[0].source.url                | "https://a"          | =
                    UNKNOWN     | messages[0].content[0].detail                    | "auto"               | =
                    VALUE       | messages[0].content[1].text                      | ""                   | =
                    VALUE | messages[1].content | [{"type": "image", "source": {"type": "url", "url": "https://a"}}] | messages[1].content[0].type
                    TYPE        | stream                                           | null                 | =
                    UNKNOWN     | stream_options                                   | {}                   | =
                    VALUE       | temperature                                      | 1.5                  | =
                    VALUE       | thinking.type                                    | "on"                 | =
                    VALUE       | thinking.budget_tokens                           | 1000                 | =
                    VALUE       | thinking.budget_tokens                           | 2000                 | =
                    UNKNOWN     | response_format                                  | {}                   | =
                    VALUE       | output_config.format.type                        | "json"               | =
                    UNKNOWN     | output_config.format.name                        | "n"                  | =
                    MISSING     | output_config.format.schema                      | -                    | =
                    SCHEMA      | output_config.format.schema.additionalProperties | true                 | =
                    TYPE | metadata | {"user_id": 7} | metadata.user_id
                    """)
    void knowsWhatAnthropicRefuses(Violation.Category category, String path, String value, String where) {
        refuses(RequestTypes.ANTHROPIC, category, path, value, where);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    UNKNOWN     | model                                     | "m"                  | =
                    UNKNOWN     | system_instruction                        | {}                   | =
                    TYPE        | systemInstruction                         | "Be kind."           | =
                    TYPE        | systemInstruction                         | null                 | =
                    EMPTY       | systemInstruction.parts                   | []                   | =
                    VALUE       | systemInstruction.role                    | "system"             | =
                    UNKNOWN | systemInstruction.parts[0] | {"inlineData": {}, "text": "a"} | systemInstruction.parts[0].inlineData
                    MISSING     | contents                                  | -                    | =
                    EMPTY       | contents                                  | []                   | =
                    VALUE       | contents[0].role                          | "system"             | =
                    MISSING     | contents[0].role                          | -                    | =
                    VALUE       | contents[1].role                          | "assistant"          | =
                    VALUE       | contents[1].role                          | "user"               | =
                    VALUE       | contents[2]                               | -                    | contents
                    UNKNOWN     | contents[0].content                       | "a"                  | =
                    TYPE        | contents[0].parts                         | "a"                  | =
                    MISSING     | contents[2].parts[0]                      | {}                   | =
                    VALUE       | contents[2].parts[0].text                 | ""                   | =
                    UNKNOWN     | contents[2].parts[0].type                 | "text"               | =
                    COMBINATION | contents[0].parts[0].text | "Look" | contents[0].parts[0]
                    MISSING     | contents[0].parts[0].inlineData.mimeType  | -                    | =
                    VALUE       | contents[0].parts[0].inlineData.mimeType  | "image/gif"          | =
                    IMAGE | contents[0].parts[0].inlineData.mimeType | "image/jpeg" | contents[0].parts[0].inlineData.data
                    IMAGE       | contents[0].parts[0].inlineData.data      | "_-8="               | =
                    UNKNOWN     | contents[0].parts[0].inlineData.mime_type | "a"                  | =
                    UNKNOWN     | stream                                    | true                 | =
                    UNKNOWN     | generationConfig.max_output_tokens        | 1                    | =
                    VALUE       | generationConfig.maxOutputTokens          | 0                    | =
                    TYPE        | generationConfig.maxOutputTokens          | "100"                | =
                    VALUE       | generationConfig.temperature              | 2.5                  | =
                    VALUE       | generationConfig.stopSequences            | ["a","b","c","d","e","f"] | =
                    VALUE | generationConfig.thinkingConfig | {"thinkingBudget": -2} | generationConfig.thinkingConfig.thinkingBudget
                    VALUE       | generationConfig.responseMimeType         | "text/html"          | =
                    COMBINATION | generationConfig.responseMimeType         | -                    | =
                    COMBINATION | generationConfig.responseSchema           | {}                   | =
                    SCHEMA      | generationConfig.responseJsonSchema.type  | "OBJECT"             | =
                    MISSING | safetySettings | [{"category": "HARM_CATEGORY_HARASSMENT"}] | safetySettings[0].threshold
                    """)
    void knowsWhatGeminiRefuses(Violation.Category category, String path, String value, String where) {
        refuses(RequestTypes.GEMINI, category, path, value, where);
    }

    @ParameterizedTest
    @CsvSource({"As JSON please, true", "A question, false"})
    void requiresTheWordJsonInOpenAisJsonMode(String text, boolean good) {
        Object request = good(RequestTypes.OPENAI);
        alter(request, "response_format", "{\"type\": \"json_object\"}");
        alter(request, "messages[0].content", "\"" + text + "\"");

        assertThat(RequestTypes.OPENAI.violations(request).isEmpty()).isEqualTo(good);
    }

    private static void refuses(
            RequestTypes types, Violation.Category category, String path, String value, String where) {
        Object request = good(types);
        alter(request, path, value);

        List<Violation> violations = types.violations(request);

        // One mistake can cause others. The first one is what a vendor would report.
        assertThat(violations).isNotEmpty();
        assertThat(violations.get(0).path()).isEqualTo(where.equals("=") ? path : where);
        assertThat(violations.get(0).category()).isEqualTo(category);
    }

    private static Object good(RequestTypes types) {
        return json(GOOD.get(types));
    }

    private static Object json(String text) {
        return Json.parse(text.replace("SCHEMA", SCHEMA).replace("PNG", PNG));
    }

    @SuppressWarnings("unchecked")
    private static void alter(Object root, String path, String value) {
        Object at = root;
        String[] steps = path.split("\\.|(?=\\[)");
        for (int i = 0; i < steps.length - 1; i++) {
            at = at instanceof List<?> list ? list.get(index(steps[i])) : ((Map<String, Object>) at).get(steps[i]);
        }
        String last = steps[steps.length - 1];
        if (at instanceof List<?> list) {
            if (value.equals("-")) {
                list.remove(index(last));
            } else {
                ((List<Object>) list).set(index(last), json(value));
            }
        } else if (value.equals("-")) {
            ((Map<String, Object>) at).remove(last);
        } else {
            ((Map<String, Object>) at).put(last, json(value));
        }
    }

    private static int index(String step) {
        return Integer.parseInt(step.substring(1, step.length() - 1));
    }

    private static byte[] png() {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
