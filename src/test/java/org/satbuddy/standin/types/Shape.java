package org.satbuddy.standin.types;

import static org.satbuddy.standin.types.Violation.Category.EMPTY;
import static org.satbuddy.standin.types.Violation.Category.MISSING;
import static org.satbuddy.standin.types.Violation.Category.TYPE;
import static org.satbuddy.standin.types.Violation.Category.VALUE;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a JSON value must be. Null is a violation unless the shape allows it. */
interface Shape {

    /** Reports every violation in the value. */
    void check(JsonLocation location, Object value);

    default Shape orNull() {
        return (location, value) -> {
            if (value != null) {
                check(location, value);
            }
        };
    }

    /** This shape, and a rule about several of its parts. */
    default Shape and(Shape rule) {
        return (location, value) -> {
            check(location, value);
            rule.check(location, value);
        };
    }

    /** A value that is allowed but not checked further: no client here sends it. */
    static Shape any() {
        return (location, value) -> {
            if (value == null) {
                location.report(TYPE, "must not be null");
            }
        };
    }

    static Shape string() {
        return (location, value) -> {
            if (!(value instanceof String)) {
                location.report(TYPE, "must be a string");
            }
        };
    }

    /** A string that is not blank. */
    static Shape text() {
        return string().and((location, value) -> {
            if (value instanceof String text && text.isBlank()) {
                location.report(VALUE, "must not be blank");
            }
        });
    }

    static Shape matching(String regex, String wanted) {
        Pattern pattern = Pattern.compile(regex);
        return string().and((location, value) -> {
            if (value instanceof String text && !pattern.matcher(text).matches()) {
                location.report(VALUE, "must be " + wanted);
            }
        });
    }

    static Shape oneOf(String... words) {
        return string().and((location, value) -> {
            if (value instanceof String word && !List.of(words).contains(word)) {
                location.report(VALUE, "must be one of " + String.join(", ", words));
            }
        });
    }

    static Shape bool() {
        return (location, value) -> {
            if (!(value instanceof Boolean)) {
                location.report(TYPE, "must be a boolean");
            }
        };
    }

    static Shape integer(long least, long most) {
        return number(least, most).and((location, value) -> {
            if (value instanceof BigDecimal number
                    && number.stripTrailingZeros().scale() > 0) {
                location.report(TYPE, "must be an integer");
            }
        });
    }

    static Shape number(double least, double most) {
        return (location, value) -> {
            if (!(value instanceof BigDecimal number)) {
                location.report(TYPE, "must be a number");
            } else if (number.doubleValue() < least || number.doubleValue() > most) {
                location.report(VALUE, "is out of range");
            }
        };
    }

    static Shape list(Shape element, int least, int most) {
        return (location, value) -> {
            if (!(value instanceof List<?> list)) {
                location.report(TYPE, "must be an array");
                return;
            }
            if (list.size() < least) {
                location.report(EMPTY, "must have " + least + " or more");
            }
            if (list.size() > most) {
                location.report(VALUE, "must have " + most + " at most");
            }
            for (int i = 0; i < list.size(); i++) {
                element.check(location.element(i), list.get(i));
            }
        };
    }

    /** An object with members of any name. */
    static Shape map(Shape member) {
        return (location, value) -> {
            if (value instanceof Map<?, ?> map) {
                map.forEach((name, of) -> member.check(location.member((String) name), of));
            } else {
                location.report(TYPE, "must be an object");
            }
        };
    }

    static Shape either(Shape ifString, Shape ifNot) {
        return (location, value) -> (value instanceof String ? ifString : ifNot).check(location, value);
    }

    /** An object whose member {@code tag} selects its shape. */
    static Shape tagged(String tag, Map<String, Shape> shapes) {
        return (location, value) -> {
            if (!(value instanceof Map<?, ?> map)) {
                location.report(TYPE, "must be an object");
            } else if (!map.containsKey(tag)) {
                location.member(tag).report(MISSING, "is missing");
            } else if (map.get(tag) instanceof String word && shapes.containsKey(word)) {
                shapes.get(word).check(location, value);
            } else {
                location.member(tag)
                        .report(VALUE, "must be one of " + String.join(", ", new TreeSet<>(shapes.keySet())));
            }
        };
    }
}
