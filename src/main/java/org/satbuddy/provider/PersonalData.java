package org.satbuddy.provider;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds personal data in a text: e-mail addresses, telephone numbers and the given names. It finds none inside
 * mathematics, and no telephone numbers inside code, because calculations are written there too.
 */
final class PersonalData {

    /** The range of a finding, from its first character to the one after its last. It does not hold the text itself. */
    record Finding(int from, int to, Placeholder placeholder) {}

    /** Bounded repetitions bound the matching time. RFC 5321 allows 64 characters before the at sign. */
    private static final Pattern ADDRESS = Pattern.compile("(?<![\\p{L}\\p{N}])"
            + "[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._%+'’-]{0,99}@"
            + "(?:[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}-]{0,62}\\.){1,8}\\p{L}{2,24}");

    private static final String NO_WORD_BEFORE = "(?<![\\p{L}\\p{M}\\p{N}])";
    private static final String NO_WORD_AFTER = "(?![\\p{L}\\p{M}\\p{N}])";

    /** A shorter single name is as likely to be a word, or a name in mathematics. */
    private static final int SHORTEST_NAME = 3;

    /** A shorter single name matches only in the given case: "Will" is a name, "will" is not. */
    private static final int SHORTEST_NAME_IN_ANY_CASE = 5;

    private final List<Pattern> names;

    /** @param names full names of people; a single short name is ignored */
    PersonalData(List<String> names) {
        this.names = names.stream().flatMap(name -> pattern(name).stream()).toList();
    }

    /** All findings in the order of the text, without overlaps. */
    List<Finding> in(String text) {
        List<Finding> numbers = PhoneNumbers.in(text);
        List<Finding> others = Stream.concat(
                        addresses(text), names.stream().flatMap(name -> all(name, text, Placeholder.NAME)))
                .toList();
        if (numbers.isEmpty() && others.isEmpty()) {
            return List.of(); // The usual case. The text need not be scanned for mathematics.
        }
        Markup markup = Markup.of(text);
        Stream<Finding> outsideCode = numbers.stream().filter(number -> !markup.codeIn(number.from(), number.to()));
        return merged(Stream.concat(outsideCode, others.stream())
                .filter(found -> !markup.mathematicsIn(found.from(), found.to()))
                .sorted(Comparator.comparingInt(Finding::from))
                .toList());
    }

    private static Stream<Finding> addresses(String text) {
        return text.indexOf('@') < 0 ? Stream.empty() : all(ADDRESS, text, Placeholder.ADDRESS);
    }

    private static Stream<Finding> all(Pattern pattern, String text, Placeholder placeholder) {
        return pattern.matcher(text).results().map(found -> new Finding(found.start(), found.end(), placeholder));
    }

    /** Merges overlapping findings, so that no part of either is left over. */
    private static List<Finding> merged(List<Finding> inOrder) {
        var merged = new ArrayList<Finding>();
        for (Finding next : inOrder) {
            int last = merged.size() - 1;
            if (last >= 0 && next.from() < merged.get(last).to()) {
                Finding before = merged.get(last);
                merged.set(last, new Finding(before.from(), Math.max(before.to(), next.to()), before.placeholder()));
            } else {
                merged.add(next);
            }
        }
        return merged;
    }

    /** Matches whole words with any white space between them. Case matters only for a short single name. */
    private static Optional<Pattern> pattern(String name) {
        String[] words = name.strip().split("\\s+");
        boolean single = words.length == 1;
        if (single && words[0].length() < SHORTEST_NAME) {
            return Optional.empty();
        }
        String regex = Stream.of(words).map(PersonalData::quoted).collect(Collectors.joining("[\\s\\u00a0]+"));
        int anyCase = single && words[0].length() < SHORTEST_NAME_IN_ANY_CASE
                ? 0
                : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        return Optional.of(Pattern.compile(NO_WORD_BEFORE + regex + NO_WORD_AFTER, anyCase));
    }

    /** Keyboards differ in apostrophes, quotation marks and hyphens. JSON escapes quotation marks. */
    private static String quoted(String word) {
        return word.codePoints()
                .mapToObj(c -> switch (c) {
                    case '\'', '’' -> "['’]";
                    case '"', '“', '”' -> "\\\\?[\"“”]";
                    case '-', '\u2010', '\u2011' -> "[-\\u2010\\u2011]";
                    default -> Pattern.quote(Character.toString(c));
                })
                .collect(Collectors.joining());
    }
}
