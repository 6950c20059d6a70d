package org.satbuddy.api;

import java.util.List;
import org.satbuddy.task.TaskSnapshot;

/**
 * The tag of a task's revision. It is weak: the place in the queue and the estimates change without changing the tag.
 */
final class EntityTag {

    private static final String WEAK = "W/";

    private EntityTag() {}

    static String of(TaskSnapshot task) {
        return WEAK + '"' + task.tag() + '"';
    }

    /** Whether an {@code If-None-Match} field matches {@code tag} by weak comparison. A {@code *} matches every tag. */
    static boolean isAmong(List<String> fields, String tag) {
        for (String field : fields) {
            // Nearly all clients send the tag exactly as they received it.
            if (field.equals(tag)) {
                return true;
            }
            for (String known : HeaderValue.split(field, ',')) {
                if (known.equals("*") || opaque(known).equals(opaque(tag))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String opaque(String tag) {
        return tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag;
    }
}
