package org.satbuddy.standin.types;

import java.util.ArrayList;
import java.util.List;

/** The requests of one vendor. */
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
     * Why the vendor would refuse this request; empty if it would not.
     *
     * @param body as {@link Json#parse} reads it
     */
    public List<Complaint> complaints(Object body) {
        return complaints(request, body);
    }

    /** Why the vendor would refuse to hold a model to this JSON Schema; empty if it would not. */
    public List<Complaint> complaintsOfSchema(Object schemaOfTheReply) {
        return complaints(schema, schemaOfTheReply);
    }

    private static List<Complaint> complaints(Shape shape, Object value) {
        List<Complaint> complaints = new ArrayList<>();
        shape.check(JsonLocation.root(complaints), value);
        return complaints;
    }
}
