package org.satbuddy.api;

import java.util.List;
import org.satbuddy.task.TaskSnapshot;

/** The tag of a task's revision. It is weak: where the task stands in the queue, and estimates, do not move it. */
final class EntityTag {

    private static final String WEAK = "W/";

    private EntityTag() {}

    static String of(TaskSnapshot task) {
        return WEAK + '"' + task.tag() + '"';
    }

    /** Whether one of these {@code If-None-Match} fields names {@code tag}, compared weakly; a {@code *} names all. */
    static boolean isAmong(List<String> fields, String tag) {
        for (String field : fields) {
            // What nearly all clients send: the tag as they were given it.
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
