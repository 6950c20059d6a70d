package org.satbuddy.page;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.satbuddy.account.Role;
import org.satbuddy.account.Scope;
import org.satbuddy.tutor.question.QuestionType;
import org.satbuddy.tutor.taxonomy.Difficulty;
import org.satbuddy.tutor.taxonomy.Domain;
import org.satbuddy.tutor.taxonomy.Named;
import org.satbuddy.tutor.taxonomy.Section;
import org.satbuddy.tutor.taxonomy.Skill;

/**
 * The keys of all words that the templates and the scripts use.
 *
 * @param plain the keys that have one word
 * @param counted the keys that have a word for each plural category
 */
record Said(Set<String> plain, Set<String> counted) {

    /**
     * The possible endings of a key that a script composes. The server writes English errors, so they have no keys, except
     * those that come in an address.
     */
    private static final Map<String, Set<String>> ENDINGS = Map.of(
            "section", slugs(Section.values()),
            "domain", slugs(Domain.values()),
            "skill", slugs(Skill.values()),
            "difficulty", slugs(Difficulty.values()),
            "type", Stream.of(QuestionType.values()).map(QuestionType::wire).collect(Collectors.toSet()),
            "role", Stream.of(Role.values()).map(Role::word).collect(Collectors.toSet()),
            "scope", Stream.of(Scope.values()).map(Scope::word).collect(Collectors.toSet()),
            "pass-state", Set.of("to_come", "open", "over"),
            "error",
                    Set.of(
                            "sign_in_expired",
                            "sign_in_cancelled",
                            "sign_in_failed",
                            "sign_in_unavailable",
                            "not_of_school",
                            "account_disabled"));

    /** The beginning of a composed key that may be any part of the test. */
    private static final String ANY_PART = "${kind}";

    private static final Set<String> PARTS = Set.of("section", "domain", "skill", "difficulty");

    private static final Pattern MARK = Pattern.compile("\\{\\{([\\w.-]+)}}");

    /** A call with a key in quotes, or with a key that ends with a value. Any other call cannot be read. */
    private static final Pattern CALL = Pattern.compile(
            "\\b(say|sayIfKnown|sayCount)\\((?:'([\\w.-]+)'(?=[,)])|`([\\w-]+|\\$\\{kind})\\.\\$\\{[^{}]+}`(?=[,)]))?");

    static Said in(Webapp webapp) {
        var said = new Said(new TreeSet<>(Set.of("language.name")), new TreeSet<>());
        webapp.files("/WEB-INF/pages/")
                .forEach(page ->
                        MARK.matcher(webapp.text(page)).results().forEach(mark -> said.plain.add(mark.group(1))));
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
                throw new IllegalStateException("Cannot read the key of a call in " + path + ": "
                        + script.substring(call.start()).lines().findFirst().orElse(""));
            }
        });
    }

    private void addAll(String beginning) {
        ENDINGS.get(beginning).forEach(ending -> plain.add(beginning + "." + ending));
    }

    /** The keys of a language with these plural categories. */
    Set<String> in(Set<String> kinds) {
        var keys = new TreeSet<>(plain);
        counted.forEach(key -> kinds.forEach(kind -> keys.add(key + "." + kind)));
        return keys;
    }

    private static Set<String> slugs(Named... parts) {
        return Stream.of(parts).map(Named::slug).collect(Collectors.toSet());
    }
}
