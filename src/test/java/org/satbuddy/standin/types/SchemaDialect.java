package org.satbuddy.standin.types;

import java.util.Set;

/**
 * The part of JSON Schema that a vendor can enforce, as its guide to structured outputs lists it. References are left
 * out: nothing here needs them, and the vendors differ in which ones they accept.
 */
enum SchemaDialect implements Shape {
    /** With {@code strict}: every object is closed, every property is required, and the root is an object. */
    OPENAI(
            "const pattern format multipleOf minimum exclusiveMinimum maximum exclusiveMaximum minItems maxItems",
            "date-time time date duration email hostname ipv4 ipv6 uuid",
            SchemaLimits.ofSize(10, 5_000, 1_000)),

    /** Every object is closed. The length of an array can only be required to be at least 0 or 1. */
    ANTHROPIC(
            "const default pattern format minItems allOf",
            "date-time time date duration email hostname uri ipv4 ipv6 uuid",
            SchemaLimits.ofChoice(24, 16, 1)),

    /** What {@code responseJsonSchema} accepts. */
    GEMINI(
            "format minimum maximum minItems maxItems prefixItems oneOf propertyOrdering",
            "date-time date time",
            SchemaLimits.NONE);

    /**
     * The upper limits of a whole schema.
     *
     * @param depth of objects within objects
     * @param optionals properties that are not required
     * @param unions properties of more than one type
     * @param minItems the largest {@code minItems}
     */
    record SchemaLimits(int depth, int properties, int enumValues, int optionals, int unions, int minItems) {

        private static final int ANY = Integer.MAX_VALUE;
        static final SchemaLimits NONE = ofSize(ANY, ANY, ANY);

        static SchemaLimits ofSize(int depth, int properties, int enumValues) {
            return new SchemaLimits(depth, properties, enumValues, ANY, ANY, ANY);
        }

        static SchemaLimits ofChoice(int optionals, int unions, int minItems) {
            return new SchemaLimits(ANY, ANY, ANY, optionals, unions, minItems);
        }
    }

    private final Set<String> keywords;
    private final Set<String> formats;
    private final SchemaLimits limits;

    SchemaDialect(String keywords, String formats, SchemaLimits limits) {
        this.keywords =
                words("type properties required additionalProperties items enum anyOf title description " + keywords);
        this.formats = words(formats);
        this.limits = limits;
    }

    Set<String> keywords() {
        return keywords;
    }

    Set<String> formats() {
        return formats;
    }

    SchemaLimits limits() {
        return limits;
    }

    boolean closesObjects() {
        return this != GEMINI;
    }

    boolean requiresAllProperties() {
        return this == OPENAI;
    }

    @Override
    public void check(JsonLocation location, Object schema) {
        new SchemaCheck(this).check(location, schema);
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }
}
