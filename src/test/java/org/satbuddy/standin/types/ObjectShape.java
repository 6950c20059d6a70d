package org.satbuddy.standin.types;

import static org.satbuddy.standin.types.Violation.Category.MISSING;
import static org.satbuddy.standin.types.Violation.Category.TYPE;
import static org.satbuddy.standin.types.Violation.Category.UNKNOWN;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** An object with these members and no others. */
final class ObjectShape implements Shape {

    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();

    static ObjectShape of() {
        return new ObjectShape();
    }

    /** Adds a required member. */
    ObjectShape must(String name, Shape shape) {
        required.add(name);
        return may(name, shape);
    }

    ObjectShape may(String name, Shape shape) {
        shapes.put(name, shape);
        return this;
    }

    ObjectShape may(Shape shape, String... names) {
        for (String name : names) {
            may(name, shape);
        }
        return this;
    }

    @Override
    public void check(JsonLocation location, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            location.report(TYPE, "must be an object");
            return;
        }
        map.forEach((name, member) -> {
            Shape shape = shapes.get(name);
            if (shape == null) {
                location.member((String) name).report(UNKNOWN, "is not known");
            } else {
                shape.check(location.member((String) name), member);
            }
        });
        for (String name : required) {
            if (!map.containsKey(name)) {
                location.member(name).report(MISSING, "is missing");
            }
        }
    }
}
