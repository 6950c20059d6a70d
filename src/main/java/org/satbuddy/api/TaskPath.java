package org.satbuddy.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The path of a request below {@code /ai/task}: the id of a task, and a part of it. A trailing slash is optional. */
record TaskPath(String id, Part part) {

    /** What a path can address, with the methods that it allows. */
    enum Part {
        ITSELF("", "GET", "DELETE"),
        EVENTS("events", "GET"),
        SOCKET("ws", "GET"),
        CANCEL("cancel", "POST"),
        RATING("rating", "POST");

        private final String name;
        private final List<String> methods;

        Part(String name, String... methods) {
            this.name = name;
            this.methods = List.of(methods);
        }

        /** The last segment of the path; empty for the task itself. */
        String wire() {
            return name;
        }

        List<String> methods() {
            return methods;
        }

        /** The value of the {@code Allow} header. HEAD is allowed wherever GET is. */
        String allow() {
            var all = new ArrayList<>(methods);
            if (methods.contains("GET")) {
                all.add("HEAD");
            }
            all.add("OPTIONS");
            return String.join(", ", all);
        }

        private static Optional<Part> named(String name) {
            for (Part part : values()) {
                if (part.name.equals(name)) {
                    return Optional.of(part);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * @param pathInfo the path info of the servlet request; may be null
     * @return empty if there is no such path
     */
    static Optional<TaskPath> of(String pathInfo) {
        if (pathInfo == null || !pathInfo.startsWith("/")) {
            return Optional.empty();
        }
        int end = pathInfo.indexOf('/', 1);
        String id = end < 0 ? pathInfo.substring(1) : pathInfo.substring(1, end);
        String rest = end < 0 ? "" : pathInfo.substring(end + 1);
        String name = rest.endsWith("/") && rest.length() > 1 ? rest.substring(0, rest.length() - 1) : rest;
        return IdFormat.matches(id) ? Part.named(name).map(part -> new TaskPath(id, part)) : Optional.empty();
    }
}
