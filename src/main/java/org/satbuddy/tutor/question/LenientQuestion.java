package org.satbuddy.tutor.question;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.satbuddy.tutor.question.math.Fraction;
import org.satbuddy.tutor.question.math.MathValue;
import org.satbuddy.tutor.taxonomy.Difficulty;
import org.satbuddy.tutor.taxonomy.Domain;
import org.satbuddy.tutor.taxonomy.Section;
import org.satbuddy.tutor.taxonomy.Skill;

/** Reads a question from JSON that has the right content in a slightly wrong form. */
final class LenientQuestion {

    private static final Pattern LETTER =
            Pattern.compile("(?i)^\\W*(?:(?:option|choice|answer)\\s*)?\\(?([A-D])\\)?[\\s.):*]*$");
    private static final Pattern SIGN_BEHIND_LETTER = Pattern.compile("[).:]$");
    /** "C) 9", "(C) 9", "**C.** 9", "Choice C: 9" or "C – 9". */
    private static final Pattern LETTER_BEFORE_TEXT =
            Pattern.compile("(?i)^[*_]{0,2}(?:(?:choice|option|answer) )?[(\\[]?([A-D])"
                    + "(?:[)\\]][*_]{0,2}\\s*|[.:][*_]{0,2}\\s+|[*_]{0,2} [-–—] )(?=\\S)");

    private static final Pattern DOUBLED_DELIMITER = Pattern.compile("(?<!\\\\)\\\\\\\\[(\\[]");
    private static final Pattern SINGLE_DELIMITER = Pattern.compile("(?<!\\\\)\\\\[(\\[]");

    private final JsonObject json;
    private OptionList list;

    LenientQuestion(JsonObject json) {
        this.json = json;
    }

    /** Thrown if a field is missing or unusable, and caught by {@link QuestionParser}. The message is for the model. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    Question question() throws Malformed {
        Map<String, String> options = options();
        boolean typed = options == null;
        if (typed && "mcq".equalsIgnoreCase(text("type").orElse(""))) {
            throw new Malformed("The field \"options\" must be an object with the keys A, B, C and D.");
        }
        String answer = text("correct_answer")
                .or(() -> text("correctAnswer"))
                .or(() -> text("answer"))
                .orElseThrow(() -> new Malformed("The field \"correct_answer\" is missing."));
        Optional<Skill> skill = text("skill").flatMap(Skill::find);
        Optional<Domain> domain =
                skill.map(Skill::domain).or(() -> text("domain").flatMap(Domain::find));
        String key = typed ? SprEntry.normalise(answer) : key(answer, options);
        return new Question(
                text("question").orElseThrow(() -> new Malformed("The field \"question\" is missing or not a text.")),
                options,
                key,
                typed ? answers(key) : null,
                text("explanation").orElseThrow(() -> new Malformed("The field \"explanation\" is missing.")),
                text("passage")
                        .filter(passage -> !passage.equalsIgnoreCase("null"))
                        .orElse(null),
                domain.map(Domain::section)
                        .or(() -> text("section").flatMap(Section::find))
                        .orElse(null),
                domain.orElse(null),
                skill.orElse(null),
                text("difficulty").flatMap(Difficulty::find).orElse(null),
                typed ? QuestionType.SPR : QuestionType.MCQ);
    }

    private Optional<String> text(String name) {
        return json.containsKey(name) ? text(json.get(name)) : Optional.empty();
    }

    static Optional<String> text(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> Optional.of(sound(((JsonString) value).getString())).filter(text -> !text.isEmpty());
            case NUMBER -> Optional.of(value.toString());
            case ARRAY ->
                Optional.of(value.asJsonArray().stream()
                                .flatMap(part -> text(part).stream())
                                .collect(Collectors.joining("\n")))
                        .filter(text -> !text.isEmpty());
            default -> Optional.empty();
        };
    }

    /** Some models escape the backslashes of LaTeX twice. Within mathematics, two of them would be a line break. */
    private static String sound(String text) {
        boolean doubled = DOUBLED_DELIMITER.matcher(text).find()
                && !SINGLE_DELIMITER.matcher(text).find();
        return (doubled ? text.replace("\\\\", "\\") : text).strip();
    }

    private Map<String, String> options() throws Malformed {
        JsonValue value = json.getOrDefault("options", json.getOrDefault("choices", JsonValue.NULL));
        Map<String, String> options = new TreeMap<>();
        switch (value.getValueType()) {
            case OBJECT -> {
                for (Map.Entry<String, JsonValue> option : value.asJsonObject().entrySet()) {
                    String letter = SIGN_BEHIND_LETTER
                            .matcher(option.getKey().strip().toUpperCase(Locale.ROOT))
                            .replaceAll("");
                    options.put(letter, text(option.getValue()).orElse(""));
                }
            }
            case ARRAY -> {
                list = new OptionList(value.asJsonArray());
                options = list.byLetter();
            }
            case NULL -> {
                return null;
            }
            default ->
                throw new Malformed("The field \"options\" must be an object with the keys A, B, C and D, or null.");
        }
        if (options.isEmpty()) {
            return null;
        }
        return withoutLetters(options);
    }

    /**
     * Removes the letters from options such as "A) 5".
     *
     * @throws Malformed if each text begins with a letter, and not with its own
     */
    private static Map<String, String> withoutLetters(Map<String, String> options) throws Malformed {
        Map<String, Lettered> written = new TreeMap<>();
        options.forEach((letter, text) -> Lettered.of(text).ifPresent(it -> written.put(letter, it)));
        if (written.size() < options.size()) {
            return options;
        }
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, Lettered> option : written.entrySet()) {
            if (!option.getValue().letter().equals(option.getKey())) {
                throw new Malformed("The texts in \"options\" begin with other letters than their keys.");
            }
            texts.put(option.getKey(), option.getValue().text());
        }
        return texts;
    }

    private String key(String answer, Map<String, String> options) throws Malformed {
        Optional<String> named = list == null ? Optional.empty() : list.named(answer);
        return named.isPresent() ? named.get() : letter(answer, options);
    }

    /** Returns the letter meant by "B", "b)", "Option B", "B) 5" or the text of option B; else the answer as it is. */
    private static String letter(String answer, Map<String, String> options) {
        Optional<String> letter = letter(answer);
        if (letter.isPresent()) {
            return letter.get();
        }
        Optional<Lettered> before = Lettered.of(answer);
        if (before.isPresent()
                && MathValue.same(
                        before.get().text(), options.getOrDefault(before.get().letter(), ""))) {
            return before.get().letter();
        }
        List<String> same = options.entrySet().stream()
                .filter(option -> MathValue.same(option.getValue(), answer))
                .map(Map.Entry::getKey)
                .toList();
        return same.size() == 1 ? same.get(0) : answer;
    }

    /** A text behind a letter, such as "C) 9". */
    record Lettered(String letter, String text) {

        static Optional<Lettered> of(String text) {
            Matcher written = LETTER_BEFORE_TEXT.matcher(text);
            return written.find()
                    ? Optional.of(
                            new Lettered(written.group(1).toUpperCase(Locale.ROOT), text.substring(written.end())))
                    : Optional.empty();
        }
    }

    /** The letter that a text such as "b)" or "Option B" consists of. */
    static Optional<String> letter(String text) {
        Matcher letter = LETTER.matcher(text);
        return letter.matches() ? Optional.of(letter.group(1).toUpperCase(Locale.ROOT)) : Optional.empty();
    }

    /** Returns the ways to type the answer: the given ones, and the equivalents of those that are exact. */
    private List<String> answers(String key) {
        Set<String> answers = new LinkedHashSet<>();
        addWithEquivalents(key, answers);
        JsonValue given = json.getOrDefault("answers", JsonValue.NULL);
        if (given.getValueType() == JsonValue.ValueType.ARRAY) {
            given.asJsonArray().stream()
                    .limit(20)
                    .flatMap(answer -> text(answer).stream())
                    .map(SprEntry::normalise)
                    .forEach(answer -> addWithEquivalents(answer, answers));
        }
        return new ArrayList<>(answers);
    }

    private static void addWithEquivalents(String answer, Set<String> answers) {
        answers.add(answer);
        Optional<Fraction> value = SprEntry.value(answer);
        boolean rounded = answer.replace("-", "").length() == 5 && answer.contains(".");
        if (value.isPresent() && !rounded) {
            answers.addAll(SprEntry.equivalents(value.get()));
        }
    }
}
