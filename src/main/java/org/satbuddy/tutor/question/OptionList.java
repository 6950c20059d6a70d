package org.satbuddy.tutor.question;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.satbuddy.tutor.question.LenientQuestion.Malformed;

/**
 * The options of a question that come as a list. If they bring letters, the key names one of those, whatever their
 * places. A list is refused if it is unclear what the key names.
 */
final class OptionList {

    private static final List<String> LABELS = List.of("id", "letter", "label", "key", "option");
    private static final List<String> TEXTS = List.of("text", "content", "value", "answer", "option");
    private static final String ADVICE = " Write \"options\" as an object with the keys A, B, C and D.";

    /** @param label a letter, or another name by which the key may call the option; null if there is none */
    private record Item(String label, String text) {

        Optional<String> letter() {
            return Optional.ofNullable(label).flatMap(LenientQuestion::letter);
        }
    }

    private final List<Item> items;

    OptionList(JsonArray list) {
        items = list.stream().map(OptionList::item).toList();
    }

    private static Item item(JsonValue value) {
        Item item = value instanceof JsonObject object
                ? item(object)
                : new Item(null, LenientQuestion.text(value).orElse(""));
        return LenientQuestion.Lettered.of(item.text())
                .filter(written -> item.label() == null || item.letter().equals(Optional.of(written.letter())))
                .map(written -> new Item(written.letter(), written.text()))
                .orElse(item);
    }

    /** Reads {@code {"id": "C", "text": "9"}}, also with other names, and {@code {"C": "9"}}. */
    private static Item item(JsonObject object) {
        if (object.size() == 1) {
            Map.Entry<String, JsonValue> only = object.entrySet().iterator().next();
            String label = LenientQuestion.letter(only.getKey()).orElse(null);
            return new Item(label, LenientQuestion.text(only.getValue()).orElse(""));
        }
        String text = first(object, TEXTS).orElse("");
        return new Item(first(object, LABELS).filter(it -> !it.equals(text)).orElse(null), text);
    }

    private static Optional<String> first(JsonObject object, List<String> names) {
        return names.stream()
                .map(object::get)
                .filter(Objects::nonNull)
                .flatMap(it -> LenientQuestion.text(it).stream())
                .findFirst();
    }

    /**
     * The texts by their letters. Without letters of their own, the options are lettered by their places.
     *
     * @throws Malformed if only some have letters, or several the same
     */
    Map<String, String> byLetter() throws Malformed {
        long lettered = items.stream().filter(item -> item.letter().isPresent()).count();
        if (lettered != 0 && lettered != items.size()) {
            throw new Malformed("Only some of the \"options\" have a letter." + ADVICE);
        }
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i < items.size(); i++) {
            options.put(items.get(i).letter().orElse(place(i)), items.get(i).text());
        }
        if (options.size() < items.size()) {
            throw new Malformed("Several of the \"options\" have the same letter." + ADVICE);
        }
        return options;
    }

    /**
     * The letter of the option that the key calls by another name, such as 3; empty if the options have no such names.
     *
     * @throws Malformed if they have, and the key is none of them
     */
    Optional<String> named(String key) throws Malformed {
        boolean others = items.stream()
                .anyMatch(item -> item.label() != null && item.letter().isEmpty());
        if (!others) {
            return Optional.empty();
        }
        List<String> called = places(item -> key.equalsIgnoreCase(item.label()));
        List<String> meant = called.isEmpty() ? places(item -> key.equals(item.text())) : called;
        if (meant.size() != 1) {
            throw new Malformed("The field \"correct_answer\" names none of the \"options\"." + ADVICE);
        }
        return Optional.of(meant.get(0));
    }

    private List<String> places(Predicate<Item> wanted) {
        return IntStream.range(0, items.size())
                .filter(i -> wanted.test(items.get(i)))
                .mapToObj(OptionList::place)
                .toList();
    }

    private static String place(int index) {
        return String.valueOf((char) ('A' + Math.min(index, 25)));
    }
}
