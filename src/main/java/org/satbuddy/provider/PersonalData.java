package org.satbuddy.provider;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what tells who somebody is: e-mail addresses, telephone numbers and given names. Never inside mathematics; and no
 * telephone numbers inside code, which is where calculations are written too.
 */
final class PersonalData {

    /** A piece of a text, from its first character to behind its last. Never shows what it is. */
    record Finding(int from, int to, Placeholder placeholder) {}

    /** Bounded, so that the work is: RFC 5321 allows 64 characters before the at sign. */
    private static final Pattern ADDRESS = Pattern.compile("(?<![\\p{L}\\p{N}])"
            + "[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._%+'’-]{0,99}@"
            + "(?:[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}-]{0,62}\\.){1,8}\\p{L}{2,24}");

    private static final String NO_WORD_BEFORE = "(?<![\\p{L}\\p{M}\\p{N}])";
    private static final String NO_WORD_AFTER = "(?![\\p{L}\\p{M}\\p{N}])";

    /** A single name of fewer letters is as likely to be a word, or what mathematics calls something. */
    private static final int SHORTEST_NAME = 3;

    /** A single name of fewer letters counts only as it is given: Will is a name, will is not. */
    private static final int SHORTEST_NAME_IN_ANY_CASE = 5;

    private final List<Pattern> names;

    /** @param names of people, best with all their parts: a single short one is passed over */
    PersonalData(List<String> names) {
        this.names = names.stream().flatMap(name -> pattern(name).stream()).toList();
    }

    /** In the order of the text, none overlapping another. */
    List<Finding> in(String text) {
        List<Finding> numbers = PhoneNumbers.in(text);
        List<Finding> others = Stream.concat(
                        addresses(text), names.stream().flatMap(name -> all(name, text, Placeholder.NAME)))
                .toList();
        if (numbers.isEmpty() && others.isEmpty()) {
            return List.of(); // as nearly always: nobody needs to know where the mathematics is
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

    /** Those that overlap become one, so that no end of either is left over. */
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

    /** Whole words in any case, whatever white space parts them. */
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

    /** Keyboards differ in apostrophes, quotation marks and hyphens; JSON escapes the second. */
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
