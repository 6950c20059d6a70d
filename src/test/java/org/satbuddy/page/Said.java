package org.satbuddy.page;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.satbuddy.tutor.question.QuestionType;
import org.satbuddy.tutor.taxonomy.Difficulty;
import org.satbuddy.tutor.taxonomy.Domain;
import org.satbuddy.tutor.taxonomy.Named;
import org.satbuddy.tutor.taxonomy.Section;
import org.satbuddy.tutor.taxonomy.Skill;

/**
 * The keys of all words that the page says, as its template and its scripts show.
 *
 * @param plain those that have one word
 * @param counted those that have a word for each kind of number
 */
record Said(Set<String> plain, Set<String> counted) {

    /** What may follow where a script puts a key together. English has no words for errors: the server has. */
    private static final Map<String, Set<String>> ENDINGS = Map.of(
            "section", slugs(Section.values()),
            "domain", slugs(Domain.values()),
            "skill", slugs(Skill.values()),
            "difficulty", slugs(Difficulty.values()),
            "type", Stream.of(QuestionType.values()).map(QuestionType::wire).collect(Collectors.toSet()),
            "error", Set.of());

    /** Where a script names any part of the test. */
    private static final String ANY_PART = "${kind}";

    private static final Set<String> PARTS = Set.of("section", "domain", "skill", "difficulty");

    private static final Pattern MARK = Pattern.compile("\\{\\{([\\w.-]+)}}");

    /** With a key in quotes, or with the beginning of one that goes on with a value; with neither, it cannot be read. */
    private static final Pattern CALL = Pattern.compile(
            "\\b(say|sayIfKnown|sayCount)\\((?:'([\\w.-]+)'(?=[,)])|`([\\w-]+|\\$\\{kind})\\.\\$\\{[^{}]+}`(?=[,)]))?");

    static Said in(Webapp webapp) {
        var said = new Said(new TreeSet<>(Set.of("language.name")), new TreeSet<>());
        MARK.matcher(webapp.text("/WEB-INF/pages/chat.html")).results().forEach(mark -> said.plain.add(mark.group(1)));
        webapp.files("/assets/").stream()
                .filter(path -> path.endsWith(".js") && !path.endsWith("/language.js"))
                .forEach(path -> said.read(path, webapp.text(path)));
        return said;
    }

    private void read(String path, String script) {
        CALL.matcher(script).results().forEach(call -> {
            String key = call.group(2);
            String beginning = call.group(3);
            if (key != null) {
                (call.group(1).equals("sayCount") ? counted : plain).add(key);
            } else if (ANY_PART.equals(beginning)) {
                PARTS.forEach(this::addAll);
            } else if (ENDINGS.containsKey(beginning == null ? "" : beginning)) {
                addAll(beginning);
            } else {
                throw new IllegalStateException("It cannot be told what " + path + " says: "
                        + script.substring(call.start()).lines().findFirst().orElse(""));
            }
        });
    }

    private void addAll(String beginning) {
        ENDINGS.get(beginning).forEach(ending -> plain.add(beginning + "." + ending));
    }

    /** The keys that a language with these kinds of numbers has words for. */
    Set<String> in(Set<String> kinds) {
        var keys = new TreeSet<>(plain);
        counted.forEach(key -> kinds.forEach(kind -> keys.add(key + "." + kind)));
        return keys;
    }

    private static Set<String> slugs(Named... parts) {
        return Stream.of(parts).map(Named::slug).collect(Collectors.toSet());
    }
}
