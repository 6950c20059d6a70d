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
 * Each row alters one thing in a request that is good, and says where the one complaint must be. A value is JSON; "-" takes
 * away what is there.
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
    void hasNothingAgainstAGoodRequest(RequestTypes types) {
        assertThat(types.complaints(good(types))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    model                                       | -                  | model                          | MISSING
                    model                                       | null               | model                          | TYPE
                    model                                       | ""                 | model                          | VALUE
                    top_k                                       | 1                  | top_k                          | UNKNOWN
                    messages                                    | -                  | messages                       | MISSING
                    messages                                    | []                 | messages                       | EMPTY
                    messages                                    | {}                 | messages                       | TYPE
                    messages[1]                                 | 7                  | messages[1]                    | TYPE
                    messages[1].role                            | -                  | messages[1].role               | MISSING
                    messages[1].role                            | "tutor"            | messages[1].role               | VALUE
                    messages[1].content                         | -                  | messages[1].content            | MISSING
                    messages[1].content                         | 7                  | messages[1].content            | TYPE
                    messages[1].content                         | []                 | messages[1].content            | EMPTY
                    messages[1].images                          | []                 | messages[1].images             | UNKNOWN
                    messages[1].content[0].type                 | "input_text"       | messages[1].content[0].type    | VALUE
                    messages[1].content[0].text                 | null               | messages[1].content[0].text    | TYPE
                    messages[1].content[0].cache                | true               | messages[1].content[0].cache   | UNKNOWN
                    messages[1].content[1].image_url            | "https://a/b"      | messages[1].content[1].image_url | TYPE
                    messages[1].content[1].image_url.url        | -                  | messages[1].content[1].image_url.url | MISSING
                    messages[1].content[1].image_url.url        | "ftp://a/b"        | messages[1].content[1].image_url.url | VALUE
                    messages[1].content[1].image_url.url        | "data:image/bmp;base64,AAAA" | messages[1].content[1].image_url.url | VALUE
                    messages[1].content[1].image_url.url        | "data:image/png;base64,AAAA" | messages[1].content[1].image_url.url | IMAGE
                    messages[1].content[1].image_url.url        | "data:image/jpeg;base64,PNG" | messages[1].content[1].image_url.url | IMAGE
                    messages[1].content[1].image_url.url        | "data:image/png;base64,PNG*" | messages[1].content[1].image_url.url | IMAGE
                    messages[1].content[1].image_url.detail     | "best"             | messages[1].content[1].image_url.detail | VALUE
                    messages[0].content                         | [{"type": "image_url", "image_url": {"url": "https://a/b"}}] | messages[0].content[0].type | VALUE
                    messages[2].content                         | null               | messages[2].content            | MISSING
                    messages[2].content                         | [{"type": "image_url", "image_url": {"url": "https://a/b"}}] | messages[2].content[0].type | VALUE
                    stream                                      | "yes"              | stream                         | TYPE
                    stream                                      | false              | stream_options                 | COMBINATION
                    stream_options.usage                        | true               | stream_options.usage           | UNKNOWN
                    max_completion_tokens                       | 0                  | max_completion_tokens          | VALUE
                    max_completion_tokens                       | 1.5                | max_completion_tokens          | TYPE
                    max_tokens                                  | 100                | max_tokens                     | COMBINATION
                    top_logprobs                                | 2                  | top_logprobs                   | COMBINATION
                    temperature                                 | 3                  | temperature                    | VALUE
                    temperature                                 | "hot"              | temperature                    | TYPE
                    stop                                        | ["a","b","c","d","e"] | stop                        | VALUE
                    service_tier                                | "best"             | service_tier                   | VALUE
                    user                                        | null               | user                           | TYPE
                    response_format.type                        | "json"             | response_format.type           | VALUE
                    response_format.schema                      | {}                 | response_format.schema         | UNKNOWN
                    response_format.json_schema                 | -                  | response_format.json_schema    | MISSING
                    response_format.json_schema.name            | -                  | response_format.json_schema.name | MISSING
                    response_format.json_schema.name            | "a question"       | response_format.json_schema.name | VALUE
                    response_format.json_schema.strict          | "yes"              | response_format.json_schema.strict | TYPE
                    response_format.json_schema.schema          | -                  | response_format.json_schema.schema | MISSING
                    response_format.json_schema.schema.required | []                 | response_format.json_schema.schema.required | SCHEMA
                    """)
    void knowsWhatOpenAiRefuses(String path, String value, String where, Complaint.Kind kind) {
        refuses(RequestTypes.OPENAI, path, value, where, kind);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    model                               | -             | model                               | MISSING
                    max_tokens                          | -             | max_tokens                          | MISSING
                    max_tokens                          | 0             | max_tokens                          | VALUE
                    max_tokens                          | null          | max_tokens                          | TYPE
                    max_completion_tokens               | 100           | max_completion_tokens               | UNKNOWN
                    system                              | null          | system                              | TYPE
                    system                              | ""            | system                              | VALUE
                    system                              | [{"type": "image"}] | system[0].type                | VALUE
                    messages                            | []            | messages                            | EMPTY
                    messages[0].role                    | "system"      | messages[0].role                    | VALUE
                    messages[0].role                    | -             | messages[0].role                    | MISSING
                    messages[1].role                    | "user"        | messages[1].role                    | VALUE
                    messages[2]                         | -             | messages                            | VALUE
                    messages[0].name                    | "a"           | messages[0].name                    | UNKNOWN
                    messages[2].content                 | -             | messages[2].content                 | MISSING
                    messages[2].content                 | " "           | messages[2].content                 | VALUE
                    messages[2].content                 | []            | messages[2].content                 | EMPTY
                    messages[0].content[0].type         | "image_url"   | messages[0].content[0].type         | VALUE
                    messages[0].content[0].source       | -             | messages[0].content[0].source       | MISSING
                    messages[0].content[0].source.type  | "file"        | messages[0].content[0].source.type  | VALUE
                    messages[0].content[0].source.media_type | "image/bmp" | messages[0].content[0].source.media_type | VALUE
                    messages[0].content[0].source.media_type | "image/jpeg" | messages[0].content[0].source.data | IMAGE
                    messages[0].content[0].source.data  | "data:image/png;base64,PNG" | messages[0].content[0].source.data | IMAGE
                    messages[0].content[0].source.url   | "https://a"   | messages[0].content[0].source.url   | UNKNOWN
                    messages[0].content[0].detail       | "auto"        | messages[0].content[0].detail       | UNKNOWN
                    messages[0].content[1].text         | ""            | messages[0].content[1].text         | VALUE
                    messages[1].content                 | [{"type": "image", "source": {"type": "url", "url": "https://a"}}] | messages[1].content[0].type | VALUE
                    stream                              | null          | stream                              | TYPE
                    stream_options                      | {}            | stream_options                      | UNKNOWN
                    temperature                         | 1.5           | temperature                         | VALUE
                    thinking.type                       | "on"          | thinking.type                       | VALUE
                    thinking.budget_tokens              | 1000          | thinking.budget_tokens              | VALUE
                    thinking.budget_tokens              | 2000          | thinking.budget_tokens              | VALUE
                    response_format                     | {}            | response_format                     | UNKNOWN
                    output_config.format.type           | "json"        | output_config.format.type           | VALUE
                    output_config.format.name           | "n"           | output_config.format.name           | UNKNOWN
                    output_config.format.schema         | -             | output_config.format.schema         | MISSING
                    output_config.format.schema.additionalProperties | true | output_config.format.schema.additionalProperties | SCHEMA
                    metadata                            | {"user_id": 7} | metadata.user_id                   | TYPE
                    """)
    void knowsWhatAnthropicRefuses(String path, String value, String where, Complaint.Kind kind) {
        refuses(RequestTypes.ANTHROPIC, path, value, where, kind);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    model                                 | "m"           | model                                 | UNKNOWN
                    system_instruction                    | {}            | system_instruction                    | UNKNOWN
                    systemInstruction                     | "Be kind."    | systemInstruction                     | TYPE
                    systemInstruction                     | null          | systemInstruction                     | TYPE
                    systemInstruction.parts               | []            | systemInstruction.parts               | EMPTY
                    systemInstruction.role                | "system"      | systemInstruction.role                | VALUE
                    systemInstruction.parts[0]            | {"inlineData": {}, "text": "a"} | systemInstruction.parts[0].inlineData | UNKNOWN
                    contents                              | -             | contents                              | MISSING
                    contents                              | []            | contents                              | EMPTY
                    contents[0].role                      | "system"      | contents[0].role                      | VALUE
                    contents[0].role                      | -             | contents[0].role                      | MISSING
                    contents[1].role                      | "assistant"   | contents[1].role                      | VALUE
                    contents[1].role                      | "user"        | contents[1].role                      | VALUE
                    contents[2]                           | -             | contents                              | VALUE
                    contents[0].content                   | "a"           | contents[0].content                   | UNKNOWN
                    contents[0].parts                     | "a"           | contents[0].parts                     | TYPE
                    contents[2].parts[0]                  | {}            | contents[2].parts[0]                  | MISSING
                    contents[2].parts[0].text             | ""            | contents[2].parts[0].text             | VALUE
                    contents[2].parts[0].type             | "text"        | contents[2].parts[0].type             | UNKNOWN
                    contents[0].parts[0].text             | "Look"        | contents[0].parts[0]                  | COMBINATION
                    contents[0].parts[0].inlineData.mimeType | -          | contents[0].parts[0].inlineData.mimeType | MISSING
                    contents[0].parts[0].inlineData.mimeType | "image/gif" | contents[0].parts[0].inlineData.mimeType | VALUE
                    contents[0].parts[0].inlineData.mimeType | "image/jpeg" | contents[0].parts[0].inlineData.data | IMAGE
                    contents[0].parts[0].inlineData.data  | "_-8="        | contents[0].parts[0].inlineData.data  | IMAGE
                    contents[0].parts[0].inlineData.mime_type | "a"       | contents[0].parts[0].inlineData.mime_type | UNKNOWN
                    stream                                | true          | stream                                | UNKNOWN
                    generationConfig.max_output_tokens    | 1             | generationConfig.max_output_tokens    | UNKNOWN
                    generationConfig.maxOutputTokens      | 0             | generationConfig.maxOutputTokens      | VALUE
                    generationConfig.maxOutputTokens      | "100"         | generationConfig.maxOutputTokens      | TYPE
                    generationConfig.temperature          | 2.5           | generationConfig.temperature          | VALUE
                    generationConfig.stopSequences        | ["a","b","c","d","e","f"] | generationConfig.stopSequences | VALUE
                    generationConfig.thinkingConfig       | {"thinkingBudget": -2} | generationConfig.thinkingConfig.thinkingBudget | VALUE
                    generationConfig.responseMimeType     | "text/html"   | generationConfig.responseMimeType     | VALUE
                    generationConfig.responseMimeType     | -             | generationConfig.responseMimeType     | COMBINATION
                    generationConfig.responseSchema       | {}            | generationConfig.responseSchema       | COMBINATION
                    generationConfig.responseJsonSchema.type | "OBJECT"   | generationConfig.responseJsonSchema.type | SCHEMA
                    safetySettings                        | [{"category": "HARM_CATEGORY_HARASSMENT"}] | safetySettings[0].threshold | MISSING
                    """)
    void knowsWhatGeminiRefuses(String path, String value, String where, Complaint.Kind kind) {
        refuses(RequestTypes.GEMINI, path, value, where, kind);
    }

    @ParameterizedTest
    @CsvSource({"As JSON please, true", "A question, false"})
    void wantsTheWordForOpenAisJsonModeOnly(String text, boolean good) {
        Object request = good(RequestTypes.OPENAI);
        alter(request, "response_format", "{\"type\": \"json_object\"}");
        alter(request, "messages[0].content", "\"" + text + "\"");

        assertThat(RequestTypes.OPENAI.complaints(request).isEmpty()).isEqualTo(good);
    }

    private static void refuses(RequestTypes types, String path, String value, String where, Complaint.Kind kind) {
        Object request = good(types);
        alter(request, path, value);

        List<Complaint> complaints = types.complaints(request);

        // One mistake can bring about others; the first is the one that a vendor would name.
        assertThat(complaints).isNotEmpty();
        assertThat(complaints.get(0).path()).isEqualTo(where);
        assertThat(complaints.get(0).kind()).isEqualTo(kind);
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
