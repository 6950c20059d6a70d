package org.satbuddy.tutor.taxonomy;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names that students use for the parts of the taxonomy. A JSON resource maps each slug to its aliases. Slugs and
 * titles need no alias. The singular and plural of a word count as the same.
 */
final class Aliases {

    static final Aliases STANDARD = load("/question-bank/topic-aliases.json");

    private static final int MOST_WORDS_READ = 200;
    private static final int SHORTEST_TYPO = 5;

    private final Map<String, Topic> topics = new HashMap<>();
    private int longestPhrase = 1;

    private Aliases(JsonObject table) {
        for (Section section : Section.values()) {
            add(section, Topic.section(section), table);
        }
        for (Domain domain : Domain.values()) {
            add(domain, Topic.domain(domain), table);
        }
        for (Skill skill : Skill.values()) {
            add(skill, Topic.skill(skill), table);
        }
    }

    private static Aliases load(String resource) {
        try (InputStream in = Aliases.class.getResourceAsStream(resource);
                JsonReader reader = JsonProvider.provider().createReader(in)) {
            return new Aliases(reader.readObject());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }

    private void add(Named part, Topic topic, JsonObject table) {
        Stream<String> aliases = table.containsKey(part.slug())
                ? table.getJsonArray(part.slug()).getValuesAs(JsonString::getString).stream()
                : Stream.empty();
        Stream.concat(Stream.of(part.title()), aliases).forEach(alias -> {
            String[] words = stems(alias);
            longestPhrase = Math.max(longestPhrase, words.length);
            Topic other = topics.put(String.join(" ", words), topic);
            if (other != null && !other.equals(topic)) {
                throw new IllegalStateException("Two topics are called " + alias);
            }
        });
    }

    /** Finds the topic that the longest known phrase in the text names; the phrase may be the whole text. */
    Optional<Topic> find(String text) {
        String[] words = stems(text);
        for (int length = Math.min(longestPhrase, words.length); length > 0; length--) {
            for (int from = 0; from + length <= words.length; from++) {
                Topic topic = topics.get(String.join(" ", Arrays.copyOfRange(words, from, from + length)));
                if (topic != null) {
                    return Optional.of(topic);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Finds the topic whose name is spelled most like the whole text or one of its first 20 words. At most a fifth of
     * the letters may differ.
     */
    Optional<Topic> closest(String text) {
        String[] words = stems(text);
        Stream<String> tried = Stream.concat(
                Stream.of(String.join(" ", words)), Arrays.stream(words).limit(20));
        String nearest = null;
        double least = 0.2;
        for (String word : tried.filter(w -> w.length() >= SHORTEST_TYPO && w.length() <= 60)
                .collect(Collectors.toSet())) {
            for (String alias : topics.keySet()) {
                if (alias.length() < SHORTEST_TYPO || Math.abs(alias.length() - word.length()) > 3) {
                    continue;
                }
                double distance = (double) EditDistance.between(word, alias) / Math.max(word.length(), alias.length());
                if (distance < least || (distance == least && (nearest == null || alias.compareTo(nearest) < 0))) {
                    least = distance;
                    nearest = alias;
                }
            }
        }
        return Optional.ofNullable(nearest).map(topics::get);
    }

    int size() {
        return topics.size();
    }

    private static String[] stems(String text) {
        String[] words = Slugs.words(text.length() > 4000 ? text.substring(0, 4000) : text);
        return Arrays.stream(words)
                .limit(MOST_WORDS_READ)
                .map(Aliases::singular)
                .toArray(String[]::new);
    }

    private static String singular(String word) {
        return word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }
}
