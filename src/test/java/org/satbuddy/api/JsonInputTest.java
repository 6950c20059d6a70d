package org.satbuddy.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.tutor.taxonomy.Section;

class JsonInputTest {

    @Test
    void readsTexts() {
        assertThat(text("{\"message\": \"What is \\u00e9?\"}", input -> input.requiredText("message", 100)))
                .isEqualTo("What is é?");
    }

    /** Slides, PDF files and copied text have them. */
    @Test
    void leavesControlCharactersOut() {
        String json =
                "{\"message\": \"\\ufeffa\\u0001\\u0000b\\u000bc\\fd\\te\\r\\nf\\u001f\", \"blank\": \"\\u0002 \"}";

        assertThat(text(json, input -> input.requiredText("message", 100))).isEqualTo("ab\nc\nd\te\r\nf");
        assertThat(text(json, input -> input.optionalText("blank", 100))).isNull();
    }

    @Test
    void measuresNamesInCharacters() {
        String name = "ñ".repeat(200);

        assertThat(text("{\"title\": \"" + name + "\"}", input -> input.requiredName("title", 200)))
                .isEqualTo(name);
        assertThat(refused("{\"title\": \"" + name + "ñ\"}", input -> input.requiredName("title", 200)))
                .hasMessage("title must be at most 200 characters long.");
        assertThat(refused("{}", input -> input.requiredName("title", 200))).hasMessage("title must not be blank.");
        assertThat(refused("{\"title\": 7}", input -> input.requiredName("title", 200)))
                .hasMessage("title must be a text.");
    }

    @Test
    void readsAbsentNullAndBlankAsNull() {
        assertThat(text("{}", input -> input.optionalText("context", 10))).isNull();
        assertThat(text("{\"context\": null}", input -> input.optionalText("context", 10)))
                .isNull();
        assertThat(text("{\"context\": \" \\n\"}", input -> input.optionalText("context", 10)))
                .isNull();
    }

    @Test
    void ignoresUnknownFields() {
        String json = "{\"model\": {\"deep\": [1, 2.5e9, true, null]}, \"message\": \"hi\", \"temperature\": 7}";

        assertThat(text(json, input -> input.requiredText("message", 10))).isEqualTo("hi");
    }

    @Test
    void doesNotEvaluateNumbers() {
        String json = "{\"message\": \"hi\", \"n\": " + "9".repeat(500_000) + "}";

        assertThat(text(json, input -> input.requiredText("message", 10))).isEqualTo("hi");
    }

    @Test
    void readsTheLastOfRepeatedNames() {
        assertThat(text("{\"a\": 7, \"a\": \"x\"}", input -> input.requiredText("a", 10)))
                .isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                      | must not be blank",
                "{~message~: null}       | must not be blank",
                "{~message~: ~ ~}        | must not be blank",
                "{~message~: 7}          | must be a text",
                "{~message~: true}       | must be a text",
                "{~message~: [~a~]}      | must be a text",
                "{~message~: {}}         | must be a text",
                "{~message~: ~\\ud800a~} | contains characters that are no text",
                "{~message~: ~\\udc00~}  | contains characters that are no text",
                "{~message~: ~ééé~}      | must be at most 5 bytes long",
                "{~message~: ~abcdef~}   | must be at most 5 bytes long",
            })
    void reportsTheErrorOfAText(String json, String complaint) {
        InvalidInput invalid = refused(json.replace('~', '"'), input -> input.requiredText("message", 5));

        assertThat(invalid.status()).isEqualTo(400);
        assertThat(invalid.fields()).containsExactly(new InvalidInput.Field("message", complaint));
        assertThat(invalid).hasMessage("message " + complaint + ".");
    }

    @Test
    void readsWordsInUpperOrLowerCase() {
        Function<JsonInput, String> mode = input -> input.optionalWord("mode", Set.of("explain", "hint"));

        assertThat(text("{\"mode\": \"HINT\"}", mode)).isEqualTo("hint");
        assertThat(text("{}", mode)).isNull();
        assertThat(refused("{\"mode\": \"shout\"}", mode)).hasMessage("mode must be one of explain, hint.");
        assertThat(refused("{\"mode\": 1}", mode)).hasMessage("mode must be a text.");
    }

    @Test
    void findsTheNamesOfTheTaxonomy() {
        Function<JsonInput, Section> section = input -> input.optionalKnown("section", Section::find);

        assertThat(JsonInput.<Section>read(body("{\"section\": \"M\"}"), section))
                .isEqualTo(Section.MATH);
        assertThat(JsonInput.<Section>read(body("{}"), section)).isNull();
        assertThat(refused("{\"section\": \"art\"}", section)).hasMessage("section names no section of the SAT.");
        assertThat(refused("{\"section\": 1}", section)).hasMessage("section must be a text.");
    }

    @Test
    void requiresAWord() {
        Function<JsonInput, String> rating = input -> input.requiredWord("rating", Set.of("up", "down"));

        assertThat(text("{\"rating\": \"up\"}", rating)).isEqualTo("up");
        assertThat(refused("{}", rating)).hasMessage("rating must not be blank.");
        assertThat(refused("{\"rating\": \"left\"}", rating).fields()).hasSize(1);
    }

    @Test
    void readsListsOfTexts() {
        Function<JsonInput, List<String>> images = input -> input.texts("images", 2, 3);

        assertThat(texts("{\"images\": [\"a\", \"b\"]}", images)).containsExactly("a", "b");
        assertThat(texts("{\"images\": null}", images)).isEmpty();
        assertThat(refused("{\"images\": \"a\"}", images)).hasMessage("images must be a list.");
        assertThat(refused("{\"images\": [\"a\", 7]}", images)).hasMessage("images[1] must be a text.");
        assertThat(refused("{\"images\": [\"\\ud800\"]}", images))
                .hasMessage("images[0] contains characters that are no text.");
        assertThat(refused("{\"images\": [\"a\", \"b\", \"c\"]}", images))
                .hasMessage("images must have at most 2 entries.");
    }

    @Test
    void readsTheLastObjectsOfAList() {
        Function<JsonInput, List<String>> turns =
                input -> input.lastObjects("history", 2, turn -> turn.requiredText("content", 10));

        assertThat(texts("{}", turns)).isNull();
        assertThat(texts("{\"history\": []}", turns)).isEmpty();
        assertThat(texts("{\"history\": [7, {\"content\": \"a\"}, {\"content\": \"b\"}]}", turns))
                .containsExactly("a", "b");
        assertThat(refused("{\"history\": [{}, {}, {\"content\": 7}]}", turns).fields())
                .containsExactly(
                        new InvalidInput.Field("history[1].content", "must not be blank"),
                        new InvalidInput.Field("history[2].content", "must be a text"));
        assertThat(refused("{\"history\": [\"a\"]}", turns)).hasMessage("history[0] must be an object.");
    }

    @Test
    void reportsAllErrors() {
        InvalidInput invalid = refused("{\"a\": 1, \"b\": 2}", input -> {
            input.requiredText("a", 5);
            return input.optionalText("b", 5);
        });

        assertThat(invalid.fields()).extracting(InvalidInput.Field::field).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "\"text\"",
                "[{}]",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\": 1",
                "{\"a\": 1,}",
                "{'a': 1}",
                "{\"a\": \"\u0001\"}",
                "{\"a\": \"\\x\"}",
                "{\"a\": 01}",
                "{\"a\": NaN}",
                "{} {}",
                "{}]",
                "{\"a\": [1}]",
                "<a/>"
            })
    void refusesWhatIsNotAJsonObject(String text) {
        assertThat(refused(text, input -> "")).hasMessage("The request is not a JSON object.");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        InvalidInput invalid = catchThrowableOfType(
                InvalidInput.class,
                () -> JsonInput.read(
                        new ByteArrayInputStream(new byte[] {'{', '"', (byte) 0xff, '"', '}'}), input -> ""));

        assertThat(invalid).hasMessage("The request is not UTF-8 text.");
    }

    @Test
    void refusesDeepNestingBeforeBuildingIt() {
        assertThat(text("{\"a\": " + "[".repeat(15) + "]".repeat(15) + "}", input -> "fine"))
                .isEqualTo("fine");
        assertThat(refused("{\"a\": " + "[".repeat(16) + "]".repeat(16) + "}", input -> ""))
                .hasMessage("The request is nested too deeply.");
        assertThat(refused("{\"a\": " + "[".repeat(900_000), input -> ""))
                .hasMessage("The request is nested too deeply.");
    }

    @Test
    void refusesTooManyValues() {
        assertThat(refused("{\"a\": [" + "0,".repeat(200_000) + "0]}", input -> ""))
                .hasMessage("The request has too many values.");
    }

    /** A megabyte of small objects would take a hundred megabytes of memory. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": {%s \"z\": 0}}|\"%d\": {},",
                "{\"a\": {%s \"z\": 0}}|\"%d\": [0],",
                "{%s \"z\": 0}|\"%d\": \"\",",
                "{\"a\": [{%s \"z\": 0}]}|\"%d\": null,"
            })
    void keepsFewValuesInMemory(String shape) {
        String[] parts = shape.split("\\|");
        String many = IntStream.range(0, 5_000).mapToObj(parts[1]::formatted).collect(Collectors.joining());

        assertThat(refused(parts[0].formatted(many), input -> "")).hasMessage("The request has too many values.");
    }

    @Test
    void keepsTheEndOfALongList() {
        String turns = IntStream.range(0, 5_000)
                .mapToObj(i -> "{\"content\": \"" + i + "\", \"x\": [[], {}]}")
                .collect(Collectors.joining(","));

        assertThat(texts(
                        "{\"history\": [" + turns + "]}",
                        input -> input.lastObjects("history", 2, turn -> turn.requiredText("content", 10))))
                .containsExactly("4998", "4999");
        assertThat(texts(
                        "{\"a\": " + "1".repeat(9) + ", \"a\": [[]], \"a\": [\"b\"]}", input -> input.texts("a", 8, 9)))
                .containsExactly("b");
    }

    @Test
    void limitsTheBodyWhileReadingIt() {
        var endless = new InputStream() {
            long taken;

            @Override
            public int read() {
                taken++;
                return ' ';
            }
        };

        InvalidInput invalid = catchThrowableOfType(InvalidInput.class, () -> JsonInput.read(endless, input -> ""));

        assertThat(invalid.status()).isEqualTo(413);
        assertThat(endless.taken).isLessThan(2 * JsonInput.MAX_BODY);
    }

    @Test
    void refusesABodyThatBreaksOff() {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }
        };

        assertThat(catchThrowableOfType(InvalidInput.class, () -> JsonInput.read(broken, input -> "")))
                .hasMessage("The request broke off.");
    }

    private static String text(String json, Function<JsonInput, String> reader) {
        return JsonInput.read(body(json), reader);
    }

    private static List<String> texts(String json, Function<JsonInput, List<String>> reader) {
        return JsonInput.read(body(json), reader);
    }

    private static InputStream body(String json) {
        return new ByteArrayInputStream(json.getBytes(UTF_8));
    }

    private static InvalidInput refused(String json, Function<JsonInput, ?> reader) {
        return catchThrowableOfType(InvalidInput.class, () -> JsonInput.read(body(json), reader));
    }
}
