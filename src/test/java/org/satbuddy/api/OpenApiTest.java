package org.satbuddy.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.satbuddy.page.PageServlet;
import org.satbuddy.task.Kind;
import org.satbuddy.task.Stage;
import org.satbuddy.tutor.taxonomy.Domain;
import org.satbuddy.tutor.taxonomy.Named;
import org.satbuddy.tutor.taxonomy.Section;
import org.satbuddy.tutor.taxonomy.Skill;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The OpenAPI description matches the resources. */
class OpenApiTest {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final Map<String, Object> document = load();

    @Test
    void describesExactlyTheExistingOperations() {
        var described = new TreeSet<String>();
        object(document, "paths")
                .forEach((path, item) -> map(item).keySet().stream()
                        .filter(METHODS::contains)
                        .forEach(method -> described.add(method + " " + path)));

        assertThat(described).containsExactlyElementsOf(operations());
    }

    @Test
    void referencesOnlyWhatExists() {
        walk(document, node -> {
            if (node.get("$ref") instanceof String reference) {
                assertThat(resolve(reference)).as(reference).isNotNull();
            }
        });
    }

    @Test
    void hasAnExampleForEveryBody() {
        var missing = new ArrayList<String>();
        walk(document, node -> {
            if (node.get("content") instanceof Map<?, ?> content) {
                content.forEach((type, body) -> {
                    boolean text = type.toString().contains("json") || type.equals("text/html");
                    if (text && !map(body).containsKey("example") && !map(body).containsKey("examples")) {
                        missing.add(node.toString());
                    }
                });
            }
        });

        assertThat(missing).isEmpty();
    }

    @Test
    void hasExamplesThatFitTheirSchemas() {
        var mistakes = new ArrayList<String>();
        walk(document, node -> {
            if (node.get("schema") instanceof Map<?, ?> schema) {
                for (Object example : examples(node)) {
                    mistakes.addAll(mistakes(example, map(schema), ""));
                }
            }
        });

        assertThat(mistakes).isEmpty();
    }

    @Test
    void listsEveryKindAndStage() {
        assertThat(enums("kind"))
                .isNotEmpty()
                .allSatisfy(listed -> assertThat(listed)
                        .containsExactlyInAnyOrderElementsOf(
                                Stream.of(Kind.values()).map(Kind::wire).toList()));
        assertThat(enums("stage"))
                .isNotEmpty()
                .allSatisfy(listed -> assertThat(listed)
                        .containsExactlyInAnyOrderElementsOf(
                                Stream.of(Stage.values()).map(Stage::wire).toList()));
    }

    @Test
    void listsEveryPartOfTheTaxonomy() {
        assertThat(slugs("Section")).containsExactlyElementsOf(slugs(Section.values()));
        assertThat(slugs("Domain")).containsExactlyElementsOf(slugs(Domain.values()));
        assertThat(slugs("Skill")).containsExactlyElementsOf(slugs(Skill.values()));
    }

    private static List<String> slugs(Named[] parts) {
        return Stream.of(parts).map(Named::slug).toList();
    }

    /** The words that a schema allows, without null. */
    private List<String> slugs(String schema) {
        return ((List<?>) resolve("#/components/schemas/" + schema).get("enum"))
                .stream().filter(Objects::nonNull).map(String::valueOf).toList();
    }

    /** The allowed values of each property with this name. */
    private List<List<String>> enums(String property) {
        var enums = new ArrayList<List<String>>();
        walk(document, node -> {
            if (node.get(property) instanceof Map<?, ?> schema && schema.get("enum") instanceof List<?> values) {
                enums.add(values.stream().map(String::valueOf).toList());
            }
        });
        return enums;
    }

    @Test
    void describesErrorsForEveryOperation() {
        object(document, "paths")
                .forEach((path, item) -> map(item).forEach((method, operation) -> {
                    if (METHODS.contains(method)) {
                        assertThat(object(map(operation), "responses"))
                                .as(method + " " + path)
                                .containsKey("default");
                    }
                }));
    }

    private static Set<String> operations() {
        var operations = new TreeSet<String>();
        operations.add(
                "get " + plain(PageServlet.class.getAnnotation(WebServlet.class).urlPatterns()[0]));
        for (TaskPath.Part part : TaskPath.Part.values()) {
            for (String method : part.methods()) {
                operations.add(method.toLowerCase(Locale.ROOT) + " " + plain("/ai/task/{id}/" + part.wire()));
            }
        }
        for (Class<?> type : new SatBuddyApplication().getClasses()) {
            Path root = type.getAnnotation(Path.class);
            if (root == null) {
                continue;
            }
            for (Method method : type.getDeclaredMethods()) {
                Path path = method.getAnnotation(Path.class);
                for (Annotation annotation : method.getAnnotations()) {
                    HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
                    if (http != null) {
                        String whole = "/ai/" + root.value() + "/" + (path == null ? "" : path.value());
                        operations.add(http.value().toLowerCase(Locale.ROOT) + " " + plain(whole));
                    }
                }
            }
        }
        return operations;
    }

    /** Returns a path without regular expressions, doubled slashes and the last slash. */
    private static String plain(String path) {
        return path.replaceAll("\\{(\\w+):.*?}(?=/|$)", "{$1}")
                .replaceAll("/+", "/")
                .replaceAll("/$", "");
    }

    private List<Object> examples(Map<String, Object> node) {
        var examples = new ArrayList<>();
        if (node.containsKey("example")) {
            examples.add(node.get("example"));
        }
        if (node.get("examples") instanceof Map<?, ?> named) {
            named.values().forEach(example -> examples.add(follow(map(example)).get("value")));
        }
        return examples;
    }

    private List<String> mistakes(Object value, Map<String, Object> reference, String where) {
        Map<String, Object> schema = follow(reference);
        if (value == null) {
            return Boolean.TRUE.equals(schema.get("nullable")) ? List.of() : List.of(where + " is null");
        }
        var mistakes = new ArrayList<String>();
        boolean fits = switch ((String) schema.get("type")) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "integer" -> value instanceof Integer;
            case "boolean" -> value instanceof Boolean;
            default -> false;
        };
        if (!fits) {
            return List.of(where + " is no " + schema.get("type") + ": " + value);
        }
        if (schema.get("enum") instanceof List<?> words && !words.contains(value)) {
            mistakes.add(where + " is none of " + words + ": " + value);
        }
        if (schema.get("pattern") instanceof String pattern
                && !Pattern.compile(pattern).matcher(value.toString()).find()) {
            mistakes.add(where + " does not match " + pattern);
        }
        if (value instanceof List<?> items) {
            items.forEach(item -> mistakes.addAll(mistakes(item, object(schema, "items"), where + "[]")));
        }
        if (value instanceof Map) {
            Map<String, Object> properties = object(schema, "properties");
            var missing = new HashSet<>((List<?>) schema.getOrDefault("required", List.of()));
            missing.removeAll(map(value).keySet());
            missing.forEach(name -> mistakes.add(where + " lacks " + name));
            map(value).forEach((name, inner) -> {
                if (properties.containsKey(name)) {
                    mistakes.addAll(mistakes(inner, object(properties, name), where + "." + name));
                } else {
                    mistakes.add(where + " has an undescribed " + name);
                }
            });
        }
        return mistakes;
    }

    private Map<String, Object> follow(Map<String, Object> node) {
        return node.get("$ref") instanceof String reference ? resolve(reference) : node;
    }

    private Map<String, Object> resolve(String reference) {
        Map<String, Object> node = document;
        for (String step : reference.substring("#/".length()).split("/")) {
            node = object(node, step);
        }
        return node;
    }

    private static void walk(Object node, java.util.function.Consumer<Map<String, Object>> visitor) {
        if (node instanceof Map) {
            visitor.accept(map(node));
            map(node).values().forEach(inner -> walk(inner, visitor));
        } else if (node instanceof List<?> items) {
            items.forEach(inner -> walk(inner, visitor));
        }
    }

    private static Map<String, Object> object(Map<String, Object> node, String name) {
        return map(node.get(name));
    }

    @SuppressWarnings("unchecked") // all keys are strings here, since the statuses are quoted
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    private static Map<String, Object> load() {
        try (InputStream file = OpenApiTest.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
