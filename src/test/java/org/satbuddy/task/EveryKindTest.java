package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.Yaml;

/** Checks that each kind of task has the parts that the compiler does not require. */
class EveryKindTest {

    private static Request request(Kind kind) {
        return switch (kind) {
            case CHAT ->
                new ChatRequest(
                        "What is a slope?",
                        "y = 2x",
                        List.of("image-1"),
                        List.of(new Turn(Turn.Role.USER, "Hello"), new Turn(Turn.Role.ASSISTANT, "Hi")),
                        true);
            case QUESTION -> new QuestionRequest("slopes", "hard", "math", "algebra", "linear-functions", "spr");
        };
    }

    @ParameterizedTest
    @EnumSource
    void isTheKindOfItsRequest(Kind kind) {
        assertThat(request(kind).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @EnumSource
    void readsARequestAsItWasWritten(Kind kind) {
        Request request = request(kind);

        assertThat(RequestJson.read(kind, RequestJson.write(request))).isEqualTo(request);
    }

    @ParameterizedTest
    @EnumSource
    void titlesAConversation(Kind kind) {
        assertThat(request(kind).title()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource
    void isInTheContract(Kind kind) throws Exception {
        assertThat(kinds(new Yaml().load(Files.readString(Path.of("src/main/resources/META-INF/openapi.yaml")))))
                .contains(kind.wire());
    }

    /** The allowed values of all {@code kind} properties below a node of the contract. */
    private static List<String> kinds(Object node) {
        if (node instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .flatMap(entry -> entry.getKey().equals("kind")
                                    && entry.getValue() instanceof Map<?, ?> property
                                    && property.get("enum") instanceof List<?> values
                            ? values.stream().map(String::valueOf)
                            : kinds(entry.getValue()).stream())
                    .toList();
        }
        return node instanceof List<?> list
                ? list.stream().flatMap(it -> kinds(it).stream()).toList()
                : List.of();
    }
}
