package org.satbuddy.standin.types;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds one schema against a dialect. */
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

    void check(Place place, Object root) {
        schema(place, root, 0);
        if (dialect == SchemaDialect.OPENAI && root instanceof Map<?, ?> map && !"object".equals(map.get("type"))) {
            complain(place, "must be an object as a whole");
        }
        SchemaDialect.Limits limits = dialect.limits();
        most(place, properties, limits.properties(), "properties");
        most(place, enumValues, limits.enumValues(), "values of enums");
        most(place, optionals, limits.optionals(), "properties that are not required");
        most(place, unions, limits.unions(), "properties of more than one type");
    }

    private void schema(Place place, Object value, int depth) {
        if (!(value instanceof Map<?, ?> schema)) {
            complain(place, "must be a schema");
            return;
        }
        for (Object keyword : schema.keySet()) {
            if (!dialect.keywords().contains(keyword)) {
                complain(place.member((String) keyword), "is not supported");
            }
        }
        List<String> types = types(place, schema);
        if (types.contains("object")) {
            object(place, schema, depth + 1);
        }
        if (types.contains("array")) {
            array(place, schema, depth);
        }
        for (String of : List.of("anyOf", "oneOf", "allOf")) {
            if (schema.containsKey(of)) {
                schemas(place.member(of), schema.get(of), depth);
            }
        }
        if (schema.containsKey("enum")) {
            enumeration(place.member("enum"), schema.get("enum"));
        }
        if (schema.get("format") instanceof String format && !dialect.formats().contains(format)) {
            complain(place.member("format"), "is not supported");
        }
    }

    private List<String> types(Place place, Map<?, ?> schema) {
        Object type = schema.get("type");
        List<?> named = type instanceof List<?> several ? several : type == null ? List.of() : List.of(type);
        boolean otherwise =
                Set.of("anyOf", "oneOf", "allOf", "enum", "const").stream().anyMatch(schema::containsKey);
        if (named.isEmpty() && !otherwise) {
            complain(place, "must have a type");
        }
        List<String> types = new ArrayList<>();
        for (Object name : named) {
            if (name instanceof String word && TYPES.contains(word)) {
                types.add(word);
            } else {
                complain(place.member("type"), "must be a type of JSON Schema");
            }
        }
        return types;
    }

    private void object(Place place, Map<?, ?> schema, int depth) {
        if (depth > dialect.limits().depth()) {
            complain(place, "is nested too deeply");
        }
        if (dialect.closesObjects() && !Boolean.FALSE.equals(schema.get("additionalProperties"))) {
            complain(place.member("additionalProperties"), "must be false");
        }
        Map<?, ?> members = schema.get("properties") instanceof Map<?, ?> map ? map : Map.of();
        names(place, schema, members, "propertyOrdering");
        List<?> required = names(place, schema, members, "required");
        members.forEach((name, member) -> {
            schema(place.member("properties").member((String) name), member, depth);
            properties++;
            if (!required.contains(name)) {
                optionals++;
                if (dialect.requiresAllProperties()) {
                    complain(place.member("required"), "must name " + name);
                }
            }
            if (member instanceof Map<?, ?> map && (map.containsKey("anyOf") || map.get("type") instanceof List)) {
                unions++;
            }
        });
    }

    /** A list of names of properties; empty if there is none. */
    private static List<?> names(Place place, Map<?, ?> schema, Map<?, ?> members, String keyword) {
        if (!(schema.get(keyword) instanceof List<?> names)) {
            return List.of();
        }
        for (Object name : names) {
            if (!members.containsKey(name)) {
                complain(place.member(keyword), "names " + name + ", which is no property");
            }
        }
        return names;
    }

    private void array(Place place, Map<?, ?> schema, int depth) {
        if (schema.containsKey("items")) {
            schema(place.member("items"), schema.get("items"), depth);
        } else if (!schema.containsKey("prefixItems")) {
            complain(place.member("items"), "is missing");
        }
        if (schema.containsKey("prefixItems")) {
            schemas(place.member("prefixItems"), schema.get("prefixItems"), depth);
        }
        if (schema.get("minItems") instanceof BigDecimal least) {
            most(
                    place.member("minItems"),
                    least.intValue(),
                    dialect.limits().minItems(),
                    "elements that must be there");
        }
    }

    private void schemas(Place place, Object value, int depth) {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            complain(place, "must be an array of schemas");
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            schema(place.element(i), list.get(i), depth);
        }
    }

    private void enumeration(Place place, Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            complain(place, "must be an array of values");
            return;
        }
        enumValues += list.size();
        boolean simple = list.stream().noneMatch(one -> one instanceof Map || one instanceof List);
        boolean textsAndNumbers = list.stream().allMatch(one -> one instanceof String || one instanceof BigDecimal);
        if (dialect == SchemaDialect.GEMINI ? !textsAndNumbers : !simple) {
            complain(place, "has a value of a type that is not supported");
        }
    }

    private static void most(Place place, int there, int most, String what) {
        if (there > most) {
            complain(place, "has " + there + " " + what + ", more than " + most);
        }
    }

    private static void complain(Place place, String text) {
        place.complain(Complaint.Kind.SCHEMA, text);
    }
}
