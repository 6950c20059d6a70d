package org.satbuddy.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Checks the messages of a request, role by role and part by part, and keeps their text. */
final class MessagesCheck {

    private static final Map<String, Set<String>> MEMBERS_OF_ROLE = Map.of(
            "system", Set.of("role", "content", "name"),
            "developer", Set.of("role", "content", "name"),
            "user", Set.of("role", "content", "name"),
            "assistant",
                    Set.of("role", "content", "name", "refusal", "audio", "tool_calls", "function_call", "annotations"),
            "tool", Set.of("role", "content", "tool_call_id"),
            "function", Set.of("role", "content", "name"));

    private static final Map<String, Set<String>> PARTS_OF_ROLE = Map.of(
            "system", Set.of("text"),
            "developer", Set.of("text"),
            "user", Set.of("text", "image_url", "input_audio", "file"),
            "assistant", Set.of("text", "refusal"),
            "tool", Set.of("text"),
            "function", Set.of());

    private final List<String> texts = new ArrayList<>();
    private String lastOfUser = "";
    private int images;

    private MessagesCheck() {}

    /** @throws Refusal if OpenAI would refuse them */
    static MessagesCheck of(Object messages) {
        if (!(messages instanceof List<?> list)) {
            throw RequestCheck.wrongType("messages", "an array of objects");
        }
        if (list.isEmpty()) {
            throw Refusal.invalid(
                    "Invalid 'messages': empty array. Expected an array with minimum length 1.",
                    "messages",
                    "empty_array");
        }
        MessagesCheck check = new MessagesCheck();
        for (int i = 0; i < list.size(); i++) {
            check.message("messages[" + i + "]", list.get(i));
        }
        return check;
    }

    String lastOfUser() {
        return lastOfUser;
    }

    int images() {
        return images;
    }

    int characters() {
        return texts.stream().mapToInt(String::length).sum();
    }

    boolean mention(String word) {
        return texts.stream().anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(word));
    }

    private void message(String path, Object value) {
        if (!(value instanceof Map<?, ?> message)) {
            throw RequestCheck.wrongType(path, "an object");
        }
        RequestCheck.required(path + ".", message, "role");
        if (!(message.get("role") instanceof String role) || !MEMBERS_OF_ROLE.containsKey(role)) {
            throw Refusal.invalid(
                    "Invalid value for '" + path + ".role'. Supported values are: 'system', 'assistant', 'user',"
                            + " 'function', 'tool', and 'developer'.",
                    path + ".role",
                    "invalid_value");
        }
        RequestCheck.unknown(path + ".", message.keySet(), MEMBERS_OF_ROLE.get(role));
        if (message.get("name") != null) {
            RequestCheck.string(path + ".name", message.get("name"));
        }
        if (role.equals("tool")) {
            RequestCheck.required(path + ".", message, "tool_call_id");
        }
        boolean calls = message.get("tool_calls") != null || message.get("function_call") != null;
        if (message.get("content") != null || !(role.equals("function") || role.equals("assistant") && calls)) {
            int before = texts.size();
            content(path + ".content", role, message.get("content"));
            if (role.equals("user")) {
                lastOfUser = String.join("\n", texts.subList(before, texts.size()));
            }
        }
    }

    private void content(String path, String role, Object content) {
        if (content instanceof String text) {
            texts.add(text);
        } else if (content instanceof List<?> parts && !parts.isEmpty()) {
            for (int i = 0; i < parts.size(); i++) {
                part(path + "[" + i + "]", role, parts.get(i));
            }
        } else {
            throw RequestCheck.wrongType(path, "a string or an array of objects");
        }
    }

    private void part(String path, String role, Object value) {
        if (!(value instanceof Map<?, ?> part)) {
            throw RequestCheck.wrongType(path, "an object");
        }
        RequestCheck.required(path + ".", part, "type");
        String[] types = PARTS_OF_ROLE.get(role).toArray(String[]::new);
        RequestCheck.oneOf(types).accept(path + ".type", part.get("type"));
        String type = (String) part.get("type");
        RequestCheck.unknown(path + ".", part.keySet(), Set.of("type", type));
        RequestCheck.required(path + ".", part, type);
        if (type.equals("image_url")) {
            ImageCheck.check(path + ".image_url", part.get("image_url"));
            images++;
        } else if (part.get(type) instanceof String text) {
            texts.add(text);
        } else if (type.equals("text") || type.equals("refusal")) {
            throw RequestCheck.wrongType(path + "." + type, "a string");
        }
    }
}
