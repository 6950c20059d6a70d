package org.satbuddy.shipped;

import java.time.LocalDate;
import java.util.List;

/**
 * Vulnerable versions that may ship all the same, for a reason and until a date.
 *
 * @param in a part of the location that it is for; empty for all locations
 * @param until the last day on which it holds
 */
record ReviewedException(
        List<String> ids, List<String> artifacts, String version, String in, String reason, LocalDate until) {

    boolean covers(String id, Component component) {
        return ids.contains(id)
                && artifacts.stream().anyMatch(component::isOf)
                && version.equals(component.version())
                && component.location().contains(in);
    }
}
