package org.satbuddy.standin.types;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks one schema against a dialect. */
final class SchemaCheck {

    private static final Set<String> TYPES =
            Set.of("object", "array", "string", "integer", "number", "boolean", "null");

    private final SchemaDialect dialect;
    private int properties;
    private int enumValues;
    private int optionals;
    private int unions;

    SchemaCheck(SchemaDialect dialect) {
        this.dialect = dialect;
    }

    void check(JsonLocation location, Object root) {
        schema(location, root, 0);
        if (dialect == SchemaDialect.OPENAI && root instanceof Map<?, ?> map && !"object".equals(map.get("type"))) {
            report(location, "must be an object as a whole");
        }
        SchemaDialect.SchemaLimits limits = dialect.limits();
        most(location, properties, limits.properties(), "properties");
        most(location, enumValues, limits.enumValues(), "values of enums");
        most(location, optionals, limits.optionals(), "properties that are not required");
        most(location, unions, limits.unions(), "properties of more than one type");
    }

    private void schema(JsonLocation location, Object value, int depth) {
        if (!(value instanceof Map<?, ?> schema)) {
            report(location, "must be a schema");
            return;
        }
        for (Object keyword : schema.keySet()) {
            if (!dialect.keywords().contains(keyword)) {
                report(location.member((String) keyword), "is not supported");
            }
        }
        List<String> types = types(location, schema);
        if (types.contains("object")) {
            object(location, schema, depth + 1);
        }
        if (types.contains("array")) {
            array(location, schema, depth);
        }
        for (String of : List.of("anyOf", "oneOf", "allOf")) {
            if (schema.containsKey(of)) {
                schemas(location.member(of), schema.get(of), depth);
            }
        }
        if (schema.containsKey("enum")) {
            enumeration(location.member("enum"), schema.get("enum"));
        }
        if (schema.get("format") instanceof String format && !dialect.formats().contains(format)) {
            report(location.member("format"), "is not supported");
        }
    }

    private List<String> types(JsonLocation location, Map<?, ?> schema) {
        Object type = schema.get("type");
        List<?> named = type instanceof List<?> several ? several : type == null ? List.of() : List.of(type);
        boolean otherwise =
                Set.of("anyOf", "oneOf", "allOf", "enum", "const").stream().anyMatch(schema::containsKey);
        if (named.isEmpty() && !otherwise) {
            report(location, "must have a type");
        }
        List<String> types = new ArrayList<>();
        for (Object name : named) {
            if (name instanceof String word && TYPES.contains(word)) {
                types.add(word);
            } else {
                report(location.member("type"), "must be a type of JSON Schema");
            }
        }
        return types;
    }

    private void object(JsonLocation location, Map<?, ?> schema, int depth) {
        if (depth > dialect.limits().depth()) {
            report(location, "is nested too deeply");
        }
        if (dialect.closesObjects() && !Boolean.FALSE.equals(schema.get("additionalProperties"))) {
            report(location.member("additionalProperties"), "must be false");
        }
        Map<?, ?> members = schema.get("properties") instanceof Map<?, ?> map ? map : Map.of();
        names(location, schema, members, "propertyOrdering");
        List<?> required = names(location, schema, members, "required");
        members.forEach((name, member) -> {
            schema(location.member("properties").member((String) name), member, depth);
            properties++;
            if (!required.contains(name)) {
                optionals++;
                if (dialect.requiresAllProperties()) {
                    report(location.member("required"), "must name " + name);
                }
            }
            if (member instanceof Map<?, ?> map && (map.containsKey("anyOf") || map.get("type") instanceof List)) {
                unions++;
            }
        });
    }

    /** Returns a list of property names; empty if the keyword is absent. */
    private static List<?> names(JsonLocation location, Map<?, ?> schema, Map<?, ?> members, String keyword) {
        if (!(schema.get(keyword) instanceof List<?> names)) {
            return List.of();
        }
        for (Object name : names) {
            if (!members.containsKey(name)) {
                report(location.member(keyword), "names " + name + ", which is no property");
            }
        }
        return names;
    }

    private void array(JsonLocation location, Map<?, ?> schema, int depth) {
        if (schema.containsKey("items")) {
            schema(location.member("items"), schema.get("items"), depth);
        } else if (!schema.containsKey("prefixItems")) {
            report(location.member("items"), "is missing");
        }
        if (schema.containsKey("prefixItems")) {
            schemas(location.member("prefixItems"), schema.get("prefixItems"), depth);
        }
        if (schema.get("minItems") instanceof BigDecimal least) {
            most(
                    location.member("minItems"),
                    least.intValue(),
                    dialect.limits().minItems(),
                    "elements that must be there");
        }
    }

    private void schemas(JsonLocation location, Object value, int depth) {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            report(location, "must be an array of schemas");
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            schema(location.element(i), list.get(i), depth);
        }
    }

    private void enumeration(JsonLocation location, Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            report(location, "must be an array of values");
            return;
        }
        enumValues += list.size();
        boolean simple = list.stream().noneMatch(one -> one instanceof Map || one instanceof List);
        boolean textsAndNumbers = list.stream().allMatch(one -> one instanceof String || one instanceof BigDecimal);
        if (dialect == SchemaDialect.GEMINI ? !textsAndNumbers : !simple) {
            report(location, "has a value of a type that is not supported");
        }
    }

    private static void most(JsonLocation location, int there, int most, String what) {
        if (there > most) {
            report(location, "has " + there + " " + what + ", more than " + most);
        }
    }

    private static void report(JsonLocation location, String text) {
        location.report(Violation.Category.SCHEMA, text);
    }
}
