package org.satbuddy.provider;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.satbuddy.provider.Dialect.Feature;
import org.satbuddy.tutor.Prompt;

/** Finds out from a server's error what of a request it does not understand. */
final class Refusal {

    private static final Set<Integer> STATUSES = Set.of(400, 404, 415, 422, 500, 501);

    /** They repeat the request, in which a student may have written anything. */
    private static final Set<String> ECHOES =
            Set.of("input", "body", "ctx", "failed_generation", "flagged_input", "raw");

    private static final int LONGEST = 2_000;
    private static final int DEEPEST = 6;

    /** An answer of fewer tokens would not be worth asking for, and a smaller number may be a status. */
    private static final int LEAST_TOKENS = 512;

    private static final Pattern CONTEXT = Pattern.compile("context length (?:is|of)(?: only)? (\\d{3,7})");
    private static final Pattern PROMPT = Pattern.compile(
            "(\\d{1,7}) (?:tokens )?(?:in the messages|input tokens|in your prompt|of text input|from the input)");
    private static final Pattern LIMIT = Pattern.compile(
            "max_(?:completion_|output_|new_)?tokens|maxoutputtokens|(?:completion|output) tokens|max_length");
    private static final Pattern NUMBER = Pattern.compile("\\d{3,7}");

    private static final Pattern IMAGES = Pattern.compile(
            "image_url|inline_?data|(?:image|vision|multi-?modal)[a-z ]{0,40}?(?: not |n't |unsupported|unknown|disabled)"
                    + "|(?:not |n't |no endpoints found that )(?:support|accept|have)[a-z ]{0,30}(?:image|vision|multi-?modal)");

    /** Longer than a name of a model or a parameter. */
    private static final Pattern SECRET = Pattern.compile("[\\w+/=-]{20,}+");

    private static final Pattern QUOTED =
            Pattern.compile("([\"'`\u2018\u201c])([^\"'`\u2018\u2019\u201c\u201d]{1,500}+)[\"'`\u2019\u201d]");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}]+");

    /** So many characters in common are no accident. */
    private static final int OVERLAP = 16;

    private static final int LONGEST_SENTENCE = 300;

    private final int status;
    private final String said;
    private final String text;

    /** @param reply the body; empty if it is not a JSON object */
    Refusal(int status, JsonObject reply) {
        this.status = status;
        var words = new StringBuilder();
        collect(reply, words, 0);
        said = words.toString();
        text = said.toLowerCase(Locale.ROOT);
    }

    /** The words for each feature, in this order. */
    @SafeVarargs
    static Map<Feature, Pattern> features(Map.Entry<Feature, Pattern>... words) {
        var inOrder = new LinkedHashMap<Feature, Pattern>();
        for (Map.Entry<Feature, Pattern> feature : words) {
            inOrder.put(feature.getKey(), feature.getValue());
        }
        return Collections.unmodifiableMap(inOrder);
    }

    private static void collect(JsonValue value, StringBuilder words, int depth) {
        if (depth > DEEPEST || words.length() > LONGEST) {
            return;
        }
        if (value instanceof JsonString string) {
            String whole = string.getString();
            words.append(whole, 0, Math.min(whole.length(), LONGEST)).append('\n');
        } else if (value instanceof JsonArray array) {
            array.forEach(it -> collect(it, words, depth + 1));
        } else if (value instanceof JsonObject object) {
            object.forEach((name, member) -> {
                if (!ECHOES.contains(name)) {
                    collect(member, words, depth + 1);
                }
            });
        }
    }

    /**
     * What the server said, for the administrator: without secrets and without anything that the student wrote.
     *
     * @param prompt what was sent
     * @return empty if the server said nothing, or repeated the prompt
     */
    Optional<String> sentence(Prompt prompt) {
        return said.lines()
                .filter(line -> line.contains(" "))
                .findFirst()
                .map(line -> line.substring(0, Math.min(line.length(), LONGEST_SENTENCE)))
                .map(line -> UNPRINTABLE.matcher(line).replaceAll(" ").strip())
                .filter(line -> prompt.messages().stream().noneMatch(message -> overlaps(line, message.text())))
                .map(line -> QUOTED.matcher(line).replaceAll(quoted -> quoted(quoted, prompt)))
                .map(line -> SECRET.matcher(line).replaceAll("…"));
    }

    private static boolean overlaps(String line, String sent) {
        if (sent.length() < OVERLAP) {
            return !sent.isBlank() && line.contains(sent.strip());
        }
        return IntStream.rangeClosed(0, line.length() - OVERLAP)
                .anyMatch(start -> sent.contains(line.substring(start, start + OVERLAP)));
    }

    /** A name stays. A text with spaces, or a word of the student's, does not. */
    private static String quoted(MatchResult quoted, Prompt prompt) {
        String inside = quoted.group(2);
        boolean kept = !inside.contains(" ")
                && prompt.messages().stream().noneMatch(it -> it.text().contains(inside));
        return Matcher.quoteReplacement(kept ? quoted.group() : quoted.group(1) + "…" + quoted.group(1));
    }

    /** Whether the server cannot read the images of the request. */
    boolean isAboutImages() {
        return STATUSES.contains(status) && IMAGES.matcher(text).find();
    }

    /**
     * @param features the words by which the server's vendor calls each feature, the more special ones first
     * @param used what the request was written in
     * @return what to write it in next; empty if the error has another cause
     */
    Optional<Dialect> dialect(Map<Feature, Pattern> features, Dialect used) {
        if (!STATUSES.contains(status) || status == 404) {
            return Optional.empty();
        }
        if (CONTEXT.matcher(text).find()) {
            return tokensInContext(used);
        }
        if (LIMIT.matcher(text).find() && used.knows(Feature.TOKEN_LIMIT)) {
            Optional<Dialect> fewer = fewerTokens(used);
            if (fewer.isPresent()) {
                return fewer;
            }
        }
        for (Map.Entry<Feature, Pattern> feature : features.entrySet()) {
            if (used.knows(feature.getKey()) && feature.getValue().matcher(text).find()) {
                return Optional.of(used.without(feature.getKey()));
            }
        }
        return Optional.empty();
    }

    /** Half of the context if the prompt leaves as much, because the next prompt may be longer. */
    private Optional<Dialect> tokensInContext(Dialect used) {
        Matcher prompt = PROMPT.matcher(text);
        int context = number(CONTEXT.matcher(text));
        if (!prompt.find()) {
            return Optional.empty();
        }
        int room = Math.min(context - Integer.parseInt(prompt.group(1)), context / 2);
        return room >= LEAST_TOKENS && room < used.tokens() ? Optional.of(used.withTokens(room)) : Optional.empty();
    }

    /** The error names the limit, and often the number that was sent. */
    private Optional<Dialect> fewerTokens(Dialect used) {
        return NUMBER.matcher(text)
                .results()
                .map(number -> Integer.parseInt(number.group()))
                .filter(number -> number >= LEAST_TOKENS && number < used.tokens())
                .max(Integer::compare)
                .map(limit -> used.withTokens(text.contains("exclusive") ? limit - 1 : limit));
    }

    private static int number(Matcher matcher) {
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
