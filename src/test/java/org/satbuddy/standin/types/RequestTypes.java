package org.satbuddy.standin.types;

import java.util.ArrayList;
import java.util.List;

/** The request types of each vendor. */
public enum RequestTypes {
    OPENAI(OpenAiTypes.REQUEST, SchemaDialect.OPENAI),
    ANTHROPIC(AnthropicTypes.REQUEST, SchemaDialect.ANTHROPIC),
    GEMINI(GeminiTypes.REQUEST, SchemaDialect.GEMINI);

    private final Shape request;
    private final Shape schema;

    RequestTypes(Shape request, Shape schema) {
        this.request = request;
        this.schema = schema;
    }

    /**
     * Returns why the vendor would refuse this request; empty if it would accept it.
     *
     * @param body as {@link Json#parse} reads it
     */
    public List<Violation> violations(Object body) {
        return violations(request, body);
    }

    /** Returns why the vendor would refuse this JSON Schema for a reply; empty if it would accept it. */
    public List<Violation> violationsOfSchema(Object schemaOfTheReply) {
        return violations(schema, schemaOfTheReply);
    }

    private static List<Violation> violations(Shape shape, Object value) {
        List<Violation> violations = new ArrayList<>();
        shape.check(JsonLocation.root(violations), value);
        return violations;
    }
}
