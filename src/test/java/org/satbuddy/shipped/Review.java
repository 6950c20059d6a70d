package org.satbuddy.shipped;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the list of known vulnerabilities says about the libraries that ship. */
final class Review {

    /** Older lists are reported, but do not fail the build of an old version. */
    private static final long OLD_AFTER_DAYS = 90;

    private final VulnerabilityList list;
    private final LocalDate today;
    private final List<String> problems = new ArrayList<>();
    private final Map<ReviewedException, List<String>> excepted = new LinkedHashMap<>();
    private final Set<Match> matches = new HashSet<>();

    Review(VulnerabilityList list, Inventory shipped, Clock clock) {
        this.list = list;
        today = LocalDate.now(clock);
        for (Vulnerability vulnerability : list.vulnerabilities()) {
            for (Component component : shipped.components()) {
                if (vulnerability.affects(component)) {
                    judge(vulnerability, component);
                }
            }
        }
        findUnidentified(shipped.unidentified());
        findStaleExceptions();
    }

    /** Why the build must fail; empty if it need not. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** How old the list is, and for which libraries it makes an exception. */
    List<String> notes() {
        var notes = new ArrayList<String>();
        long age = ChronoUnit.DAYS.between(list.reviewed(), today);
        notes.add("The list of known vulnerabilities was reviewed on %s, %d days ago. It has %d entries."
                .formatted(list.reviewed(), age, list.vulnerabilities().size()));
        if (age > OLD_AFTER_DAYS) {
            notes.add("WARNING: The list is more than %d days old. Newer vulnerabilities are not in it. "
                            .formatted(OLD_AFTER_DAYS)
                    + "CONTRIBUTING.md explains how to review it.");
        }
        excepted.forEach((exception, what) -> notes.add("Exception until %s: %s. %s"
                .formatted(exception.until(), String.join(", ", what), exception.reason())));
        return notes;
    }

    private void judge(Vulnerability vulnerability, Component component) {
        var open = new ArrayList<String>();
        for (String id : vulnerability.ids()) {
            ReviewedException exception = exception(id, component);
            if (exception == null) {
                open.add(id);
            } else if (today.isAfter(exception.until())) {
                open.add(id + " (the exception ended on " + exception.until() + ")");
            }
        }
        if (!open.isEmpty()) {
            problems.add("""
                    %s has %s.
                      Where: %s
                      Why it matters: %s
                      What to do: %s
                      Fixed in: %s
                    """.formatted(
                            component,
                            String.join(", ", open),
                            component.location(),
                            vulnerability.matters(),
                            vulnerability.action(),
                            vulnerability.fixed()));
        }
    }

    /** The exception with the latest end; null if there is none. */
    private ReviewedException exception(String id, Component component) {
        ReviewedException found = null;
        for (ReviewedException exception : list.exceptions()) {
            if (exception.covers(id, component)) {
                matches.add(new Match(exception, id));
                exception.artifacts().stream()
                        .filter(component::isOf)
                        .forEach(it -> matches.add(new Match(exception, it)));
                if (found == null || exception.until().isAfter(found.until())) {
                    found = exception;
                }
            }
        }
        if (found != null) {
            var what = excepted.computeIfAbsent(found, it -> new ArrayList<>());
            if (!what.contains(component.toString())) {
                what.add(component.toString());
            }
        }
        return found;
    }

    private void findUnidentified(List<String> locations) {
        for (String location : locations) {
            if (!list.knownFiles().contains(location)) {
                problems.add(location + " names no library. Find out what it is, and list it under known-files.\n");
            }
        }
        for (String known : list.knownFiles()) {
            if (!locations.contains(known)) {
                problems.add("No file " + known + " ships without a name. Remove it from known-files.\n");
            }
        }
    }

    private void findStaleExceptions() {
        for (ReviewedException exception : list.exceptions()) {
            var stale = new ArrayList<String>();
            exception.ids().stream()
                    .filter(it -> !matches.contains(new Match(exception, it)))
                    .forEach(stale::add);
            exception.artifacts().stream()
                    .filter(it -> !matches.contains(new Match(exception, it)))
                    .forEach(stale::add);
            if (!stale.isEmpty()) {
                problems.add("The exception for %s %s matches nothing for %s. Remove that from it.%n"
                        .formatted(exception.artifacts(), exception.version(), stale));
            }
        }
    }

    /** An id or an artifact of an exception for which the exception was needed. */
    private record Match(ReviewedException exception, String part) {}
}
