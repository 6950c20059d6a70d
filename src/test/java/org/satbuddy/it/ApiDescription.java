package org.satbuddy.it;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The OpenAPI 3.0 description that the server publishes, as far as this one uses the standard. */
final class ApiDescription {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonObject document;

    ApiDescription(JsonObject document) {
        this.document = document;
    }

    /**
     * One operation.
     *
     * @param path with the names of its parameters in braces
     * @param body the schemas of its body by media type; empty if it has none
     * @param open whether it needs no identity
     * @param roles the only ones that may call it; empty if everybody may who is identified
     * @param forAccounts whether the caller must have signed in
     */
    record Operation(
            String method,
            String path,
            List<JsonObject> parameters,
            JsonObject body,
            JsonObject responses,
            boolean open,
            Set<String> roles,
            boolean forAccounts) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        document.getJsonObject("paths").forEach((path, item) -> {
            JsonObject methods = item.asJsonObject();
            methods.forEach((method, operation) -> {
                if (METHODS.contains(method)) {
                    operations.add(operation(method, path, methods, operation.asJsonObject()));
                }
            });
        });
        return operations;
    }

    private Operation operation(String method, String path, JsonObject shared, JsonObject operation) {
        var parameters = new ArrayList<JsonObject>();
        for (JsonObject described : List.of(shared, operation)) {
            array(described, "parameters").forEach(parameter -> parameters.add(follow(parameter.asJsonObject())));
        }
        JsonObject body = object(object(operation, "requestBody"), "content");
        JsonArray schemes = operation.getJsonArray("security");
        Set<String> roles = array(operation, "x-roles").stream()
                .map(it -> ((JsonString) it).getString())
                .collect(Collectors.toSet());
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path,
                parameters,
                body,
                operation.getJsonObject("responses"),
                isOpen(schemes),
                roles,
                schemes != null && !isOpen(schemes) && roles.isEmpty());
    }

    /** An empty list would mean the same, but the server does not publish it. */
    private static boolean isOpen(JsonArray schemes) {
        return schemes != null
                && schemes.stream().allMatch(it -> it.asJsonObject().isEmpty());
    }

    /** The content of a response by media type; null if the status is not described. */
    JsonObject content(Operation operation, int status) {
        JsonValue response = operation.responses().get(Integer.toString(status));
        if (response == null && status >= 400 && status < 500) {
            response = operation.responses().get("default");
        }
        return response == null ? null : object(follow(response.asJsonObject()), "content");
    }

    JsonObject schema(JsonObject mediaTypeOrParameter) {
        return follow(mediaTypeOrParameter.getJsonObject("schema"));
    }

    /** The examples of a media type. */
    List<JsonValue> examples(JsonObject mediaType) {
        var examples = new ArrayList<JsonValue>();
        if (mediaType.containsKey("example")) {
            examples.add(mediaType.get("example"));
        }
        object(mediaType, "examples")
                .values()
                .forEach(example -> examples.add(follow(example.asJsonObject()).get("value")));
        return examples;
    }

    /** What makes a value differ from its schema; empty if it fits. */
    List<String> mistakes(JsonValue value, JsonObject reference, String where) {
        JsonObject schema = follow(reference);
        if (value == JsonValue.NULL) {
            return schema.getBoolean("nullable", false) ? List.of() : List.of(where + " is null");
        }
        String type = schema.getString("type");
        if (!isA(value, type)) {
            return List.of(where + " is no " + type + ": " + value);
        }
        var mistakes = new ArrayList<String>();
        if (schema.containsKey("enum") && !schema.getJsonArray("enum").contains(value)) {
            mistakes.add(where + " is none of " + schema.get("enum") + ": " + value);
        }
        if (value instanceof JsonString text) {
            text(text.getString(), schema, where, mistakes);
        } else if (value instanceof JsonNumber number
                && number.longValue() < schema.getInt("minimum", Integer.MIN_VALUE)) {
            mistakes.add(where + " is too small: " + value);
        } else if (value instanceof JsonArray items) {
            items.forEach(item -> mistakes.addAll(mistakes(item, schema.getJsonObject("items"), where + "[]")));
        } else if (value instanceof JsonObject object) {
            members(object, schema, where, mistakes);
        }
        return mistakes;
    }

    private static boolean isA(JsonValue value, String type) {
        return switch (type) {
            case "object" -> value.getValueType() == ValueType.OBJECT;
            case "array" -> value.getValueType() == ValueType.ARRAY;
            case "string" -> value.getValueType() == ValueType.STRING;
            case "integer" -> value instanceof JsonNumber number && number.isIntegral();
            case "boolean" -> value == JsonValue.TRUE || value == JsonValue.FALSE;
            default -> throw new IllegalArgumentException("unknown type " + type);
        };
    }

    private static void text(String text, JsonObject schema, String where, List<String> mistakes) {
        if (text.length() < schema.getInt("minLength", 0)
                || text.length() > schema.getInt("maxLength", Integer.MAX_VALUE)) {
            mistakes.add(where + " has " + text.length() + " characters");
        }
        if (schema.containsKey("pattern")
                && !Pattern.compile(schema.getString("pattern")).matcher(text).find()) {
            mistakes.add(where + " does not match " + schema.get("pattern") + ": " + text);
        }
    }

    /** A member that is not described is a mistake too: responses have no secrets. */
    private void members(JsonObject object, JsonObject schema, String where, List<String> mistakes) {
        JsonObject properties = object(schema, "properties");
        for (JsonValue name : array(schema, "required")) {
            if (!object.containsKey(((JsonString) name).getString())) {
                mistakes.add(where + " lacks " + name);
            }
        }
        for (Map.Entry<String, JsonValue> member : object.entrySet()) {
            if (properties.containsKey(member.getKey())) {
                mistakes.addAll(mistakes(
                        member.getValue(), properties.getJsonObject(member.getKey()), where + "." + member.getKey()));
            } else {
                mistakes.add(where + " has an undescribed " + member.getKey());
            }
        }
    }

    JsonObject follow(JsonObject node) {
        return node.containsKey("$ref")
                ? Json.createPointer(node.getString("$ref").substring(1))
                        .getValue(document)
                        .asJsonObject()
                : node;
    }

    static JsonObject object(JsonObject in, String name) {
        return in.containsKey(name) ? in.getJsonObject(name) : JsonValue.EMPTY_JSON_OBJECT;
    }

    static JsonArray array(JsonObject in, String name) {
        return in.containsKey(name) ? in.getJsonArray(name) : JsonValue.EMPTY_JSON_ARRAY;
    }
}
