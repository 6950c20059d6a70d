package org.satbuddy.standin.types;

import static org.satbuddy.standin.types.Complaint.Kind.EMPTY;
import static org.satbuddy.standin.types.Complaint.Kind.MISSING;
import static org.satbuddy.standin.types.Complaint.Kind.TYPE;
import static org.satbuddy.standin.types.Complaint.Kind.VALUE;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a JSON value must be. A null is none of them unless it says so. */
interface Shape {

    /** Complains of each way in which the value is not that. */
    void check(Place place, Object value);

    default Shape orNull() {
        return (place, value) -> {
            if (value != null) {
                check(place, value);
            }
        };
    }

    /** This, and a rule that is about several of its parts. */
    default Shape and(Shape rule) {
        return (place, value) -> {
            check(place, value);
            rule.check(place, value);
        };
    }

    /** Something that is known but not looked into: nothing here ever sends it. */
    static Shape any() {
        return (place, value) -> {
            if (value == null) {
                place.complain(TYPE, "must not be null");
            }
        };
    }

    static Shape string() {
        return (place, value) -> {
            if (!(value instanceof String)) {
                place.complain(TYPE, "must be a string");
            }
        };
    }

    /** A string that is not blank. */
    static Shape text() {
        return string().and((place, value) -> {
            if (value instanceof String text && text.isBlank()) {
                place.complain(VALUE, "must not be blank");
            }
        });
    }

    static Shape matching(String regex, String wanted) {
        Pattern pattern = Pattern.compile(regex);
        return string().and((place, value) -> {
            if (value instanceof String text && !pattern.matcher(text).matches()) {
                place.complain(VALUE, "must be " + wanted);
            }
        });
    }

    static Shape oneOf(String... words) {
        return string().and((place, value) -> {
            if (value instanceof String word && !List.of(words).contains(word)) {
                place.complain(VALUE, "must be one of " + String.join(", ", words));
            }
        });
    }

    static Shape bool() {
        return (place, value) -> {
            if (!(value instanceof Boolean)) {
                place.complain(TYPE, "must be a boolean");
            }
        };
    }

    static Shape integer(long least, long most) {
        return number(least, most).and((place, value) -> {
            if (value instanceof BigDecimal number
                    && number.stripTrailingZeros().scale() > 0) {
                place.complain(TYPE, "must be an integer");
            }
        });
    }

    static Shape number(double least, double most) {
        return (place, value) -> {
            if (!(value instanceof BigDecimal number)) {
                place.complain(TYPE, "must be a number");
            } else if (number.doubleValue() < least || number.doubleValue() > most) {
                place.complain(VALUE, "is out of range");
            }
        };
    }

    static Shape list(Shape element, int least, int most) {
        return (place, value) -> {
            if (!(value instanceof List<?> list)) {
                place.complain(TYPE, "must be an array");
                return;
            }
            if (list.size() < least) {
                place.complain(EMPTY, "must have " + least + " or more");
            }
            if (list.size() > most) {
                place.complain(VALUE, "must have " + most + " at most");
            }
            for (int i = 0; i < list.size(); i++) {
                element.check(place.element(i), list.get(i));
            }
        };
    }

    /** An object with members of any name. */
    static Shape map(Shape member) {
        return (place, value) -> {
            if (value instanceof Map<?, ?> map) {
                map.forEach((name, of) -> member.check(place.member((String) name), of));
            } else {
                place.complain(TYPE, "must be an object");
            }
        };
    }

    static Shape either(Shape ifString, Shape ifNot) {
        return (place, value) -> (value instanceof String ? ifString : ifNot).check(place, value);
    }

    /** An object whose one member tells what the others must be. */
    static Shape tagged(String tag, Map<String, Shape> shapes) {
        return (place, value) -> {
            if (!(value instanceof Map<?, ?> map)) {
                place.complain(TYPE, "must be an object");
            } else if (!map.containsKey(tag)) {
                place.member(tag).complain(MISSING, "is missing");
            } else if (map.get(tag) instanceof String word && shapes.containsKey(word)) {
                shapes.get(word).check(place, value);
            } else {
                place.member(tag)
                        .complain(VALUE, "must be one of " + String.join(", ", new TreeSet<>(shapes.keySet())));
            }
        };
    }
}
