package org.satbuddy.it;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes values that fit a schema, many of them at its bounds, and values that do not. */
final class SchemaSamples {

    /** Texts that programs misread: controls, quotes, patterns, paths, markup, other scripts. None is blank. */
    private static final List<String> ODD_TEXTS = List.of(
            "\0",
            "a\r\nb",
            "'; drop table task; --",
            "%s%n{}${x}",
            "../../etc/passwd",
            "<script>alert(1)</script>",
            "١٢٣",
            "e\u0301\u202e\ufeff",
            "\ud83d\ude00".repeat(20),
            "null",
            "0x1F",
            "W/\"1.3\", *");

    private static final int LONGEST = 70_000;

    /** For schemas without a maximum. */
    private static final BigInteger HUGE = new BigInteger("98765432109876543210");

    private final ApiDescription description;
    private final Random random;

    SchemaSamples(ApiDescription description, Random random) {
        this.description = description;
        this.random = random;
    }

    /** A value that fits. Text of the greatest length is ASCII, because the server counts bytes. */
    JsonValue fitting(JsonObject reference) {
        JsonObject schema = description.follow(reference);
        if (schema.getBoolean("nullable", false) && random.nextInt(6) == 0) {
            return JsonValue.NULL;
        }
        if (schema.containsKey("enum")) {
            JsonArray words = schema.getJsonArray("enum");
            return words.get(random.nextInt(words.size()));
        }
        return switch (schema.getString("type")) {
            case "object" -> object(schema);
            case "array" -> items(schema);
            case "string" -> Json.createValue(text(schema));
            case "integer" ->
                Json.createValue(
                        random.nextInt(3) == 0
                                ? greatest(schema)
                                : BigInteger.valueOf(schema.getInt("minimum", 0) + random.nextInt(3)));
            default -> random.nextBoolean() ? JsonValue.TRUE : JsonValue.FALSE;
        };
    }

    private JsonObject object(JsonObject schema) {
        var object = Json.createObjectBuilder();
        JsonArray required = ApiDescription.array(schema, "required");
        ApiDescription.object(schema, "properties").forEach((name, property) -> {
            if (required.contains(Json.createValue(name)) || random.nextInt(3) == 0) {
                object.add(name, fitting(property.asJsonObject()));
            }
        });
        return object.build();
    }

    private JsonArray items(JsonObject schema) {
        var items = Json.createArrayBuilder();
        int least = schema.getInt("minItems", 0);
        int size = least + random.nextInt(Math.min(schema.getInt("maxItems", 12), 12) + 1 - least);
        for (int i = 0; i < size; i++) {
            items.add(fitting(schema.getJsonObject("items")));
        }
        return items.build();
    }

    private static BigInteger greatest(JsonObject schema) {
        return schema.containsKey("maximum") ? BigInteger.valueOf(schema.getInt("maximum")) : HUGE;
    }

    private String text(JsonObject schema) {
        if (schema.getString("format", "").equals("date-time")) {
            return Instant.now().toString();
        }
        int least = schema.getInt("minLength", 0);
        int most = schema.getInt("maxLength", 40);
        int length = switch (random.nextInt(4)) {
            case 0 -> Math.max(1, least);
            case 1 -> most;
            default -> 1 + random.nextInt(Math.min(most, 40));
        };
        var text = new StringBuilder();
        while (text.length() < length) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    /** A value that does not fit, in one place; null if none is found. */
    JsonValue broken(JsonObject reference) {
        JsonObject schema = description.follow(reference);
        for (int tries = 0; tries < 10; tries++) {
            JsonValue value = random.nextInt(3) == 0 ? wrongType() : almost(schema);
            if (value != null && !description.mistakes(value, schema, "").isEmpty()) {
                return value;
            }
        }
        return null;
    }

    private JsonValue almost(JsonObject schema) {
        return switch (schema.getString("type")) {
            case "object" -> withOneBroken(schema);
            case "array" -> random.nextBoolean() ? tooMany(schema) : withOneBrokenItem(schema);
            case "string" -> Json.createValue(brokenText(schema));
            case "integer" -> Json.createValue(schema.getInt("minimum", 0) - 1);
            default -> Json.createValue("true");
        };
    }

    private JsonValue withOneBroken(JsonObject schema) {
        JsonObject properties = ApiDescription.object(schema, "properties");
        var names = new ArrayList<>(properties.keySet());
        String name = names.get(random.nextInt(names.size()));
        var object = Json.createObjectBuilder(object(schema));
        JsonValue broken = broken(properties.getJsonObject(name));
        if (broken == null) {
            return null;
        }
        boolean left =
                ApiDescription.array(schema, "required").contains(Json.createValue(name)) && random.nextBoolean();
        return left ? object.remove(name).build() : object.add(name, broken).build();
    }

    private JsonValue withOneBrokenItem(JsonObject schema) {
        JsonValue broken = broken(schema.getJsonObject("items"));
        return broken == null ? null : Json.createArrayBuilder().add(broken).build();
    }

    private JsonValue tooMany(JsonObject schema) {
        if (!schema.containsKey("maxItems")) {
            return null;
        }
        var items = Json.createArrayBuilder();
        for (int i = 0; i <= schema.getInt("maxItems"); i++) {
            items.add(fitting(schema.getJsonObject("items")));
        }
        return items.build();
    }

    private String brokenText(JsonObject schema) {
        if (random.nextBoolean()) {
            return schema.containsKey("minLength") && random.nextBoolean() ? " " : oddText();
        }
        return "x".repeat(Math.min(schema.getInt("maxLength", LONGEST - 1), LONGEST) + 1);
    }

    private JsonValue wrongType() {
        return switch (random.nextInt(6)) {
            case 0 -> Json.createValue(new BigDecimal("-1e300"));
            case 1 -> JsonValue.TRUE;
            case 2 -> Json.createArrayBuilder().add(7).build();
            case 3 -> Json.createObjectBuilder().add("a", JsonValue.NULL).build();
            case 4 -> JsonValue.NULL;
            default -> Json.createValue(7);
        };
    }

    /** A text for a header, a query or a path that need not fit anything. */
    String oddText() {
        return ODD_TEXTS.get(random.nextInt(ODD_TEXTS.size()));
    }

    /** The text of a parameter. A fitting one is often the example. */
    String parameter(JsonObject parameter, boolean fitting) {
        if (fitting && parameter.containsKey("example") && random.nextBoolean()) {
            JsonValue example = parameter.get("example");
            return example instanceof JsonString text ? text.getString() : example.toString();
        }
        JsonValue value = fitting ? fitting(description.schema(parameter)) : Json.createValue(oddText());
        return value instanceof JsonString text ? text.getString() : value.toString();
    }
}
