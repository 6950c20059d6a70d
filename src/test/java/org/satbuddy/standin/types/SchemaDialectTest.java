package org.satbuddy.standin.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaDialectTest {

    private static List<Violation> violations(RequestTypes vendor, String schema) {
        return vendor.violationsOfSchema(Json.parse(schema));
    }

    @ParameterizedTest
    @EnumSource(RequestTypes.class)
    void allVendorsAcceptTheSchemaOfAQuestion(RequestTypes vendor) throws IOException {
        try (InputStream schema = getClass().getResourceAsStream("/prompts/question.schema.json")) {
            assertThat(violations(vendor, new String(schema.readAllBytes(), StandardCharsets.UTF_8)))
                    .isEmpty();
        }
    }

    /** The property {@code p} of a closed object, and the vendors that accept it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"type": "string"}                                                | OPENAI ANTHROPIC GEMINI
                    {"type": ["string", "null"]}                                      | OPENAI ANTHROPIC GEMINI
                    {"anyOf": [{"type": "string"}, {"type": "null"}]}                 | OPENAI ANTHROPIC GEMINI
                    {"type": "string", "enum": ["a", "b"], "description": "either"}   | OPENAI ANTHROPIC GEMINI
                    {"type": "array", "items": {"type": "integer"}, "minItems": 1}    | OPENAI ANTHROPIC GEMINI
                    {"type": "array", "items": {"type": "integer"}, "minItems": 2}    | OPENAI GEMINI
                    {"type": "array", "items": {"type": "integer"}, "maxItems": 4}    | OPENAI GEMINI
                    {"type": "array", "prefixItems": [{"type": "integer"}]}           | GEMINI
                    {"type": "integer", "minimum": 1}                                 | OPENAI GEMINI
                    {"type": "integer", "multipleOf": 5}                              | OPENAI
                    {"type": "string", "const": "a"}                                  | OPENAI ANTHROPIC
                    {"type": "string", "default": "a"}                                | ANTHROPIC
                    {"type": "string", "pattern": "[A-D]"}                            | OPENAI ANTHROPIC
                    {"type": "string", "format": "date"}                              | OPENAI ANTHROPIC GEMINI
                    {"type": "string", "format": "uri"}                               | ANTHROPIC
                    {"oneOf": [{"type": "string"}, {"type": "null"}]}                 | GEMINI
                    {"allOf": [{"type": "string"}]}                                   | ANTHROPIC
                    {"type": "boolean", "enum": [true]}                               | OPENAI ANTHROPIC
                    {"type": "object", "additionalProperties": false, "required": [], "properties": {"a": {"type": "null"}}} | ANTHROPIC GEMINI
                    {"type": "object", "required": ["a"], "properties": {"a": {"type": "null"}}} | GEMINI
                    {"type": "object", "additionalProperties": true}                  | GEMINI
                    {"type": "object", "additionalProperties": false, "propertyOrdering": []} | GEMINI
                    {"type": "string", "minLength": 1}                                | nobody
                    {"type": "array", "items": {"type": "integer"}, "uniqueItems": true} | nobody
                    {"not": {"type": "string"}, "type": "string"}                     | nobody
                    {"type": "text"}                                                  | nobody
                    {"type": []}                                                      | nobody
                    {"description": "anything"}                                       | nobody
                    {"type": "array"}                                                 | nobody
                    {"type": "array", "items": "string"}                              | nobody
                    {"anyOf": []}                                                     | nobody
                    {"type": "string", "enum": []}                                    | nobody
                    {"enum": [{"a": 1}]}                                              | nobody
                    {"type": "object", "additionalProperties": false, "required": ["b"], "properties": {}} | nobody
                    true                                                              | nobody
                    """)
    void knowsWhichVendorAcceptsWhat(String property, String takers) {
        String schema = "{\"type\": \"object\", \"additionalProperties\": false, \"required\": [\"p\"],"
                + " \"properties\": {\"p\": " + property + "}}";

        assertThat(List.of(RequestTypes.values()))
                .filteredOn(vendor -> violations(vendor, schema).isEmpty())
                .extracting(RequestTypes::name)
                .isEqualTo(takers.equals("nobody") ? List.of() : List.of(takers.split(" ")));
    }

    @Test
    void openAiRequiresAnObjectAsRoot() {
        String choice = "{\"anyOf\": [{\"type\": \"string\"}, {\"type\": \"null\"}]}";

        assertThat(violations(RequestTypes.OPENAI, choice))
                .extracting(Violation::toString)
                .containsExactly("The request must be an object as a whole.");
        assertThat(violations(RequestTypes.GEMINI, choice)).isEmpty();
    }

    @Test
    void openAiAllowsTenNestedObjects() {
        assertThat(violations(RequestTypes.OPENAI, nested(10))).isEmpty();
        assertThat(violations(RequestTypes.OPENAI, nested(11))).hasSize(1);
    }

    private static String nested(int depth) {
        return depth == 0
                ? "{\"type\": \"null\"}"
                : "{\"type\": \"object\", \"additionalProperties\": false, \"required\": [\"a\"], \"properties\": {\"a\": "
                        + nested(depth - 1) + "}}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OPENAI    | 5000 | {\"type\": \"null\"}                    | true",
                "OPENAI    | 1000 | {\"type\": \"string\", \"enum\": [\"a\"]} | true",
                "ANTHROPIC | 16   | {\"type\": [\"string\", \"null\"]}      | true",
                "ANTHROPIC | 24   | {\"type\": \"null\"}                    | false",
            })
    void countsThePropertiesOfAWholeSchema(RequestTypes vendor, int most, String property, boolean required) {
        assertThat(violations(vendor, wide(most, property, required))).isEmpty();
        assertThat(violations(vendor, wide(most + 1, property, required))).hasSize(1);
    }

    private static String wide(int count, String property, boolean required) {
        String names = IntStream.range(0, required ? count : 0)
                .mapToObj(i -> "\"p" + i + "\"")
                .collect(Collectors.joining(","));
        String properties = IntStream.range(0, count)
                .mapToObj(i -> "\"p" + i + "\": " + property)
                .collect(Collectors.joining(","));
        return "{\"type\": \"object\", \"additionalProperties\": false, \"required\": [" + names
                + "], \"properties\": {" + properties + "}}";
    }
}
