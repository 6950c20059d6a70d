package org.satbuddy.page;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Renders the page in one language from a template. The language's word for a key replaces {@code {{key}}}, and a value
 * of the server replaces {@code {{#name}}}.
 */
final class Page {

    private static final Pattern MARK = Pattern.compile("\\{\\{(#?)([\\w.-]+)\\}\\}");

    private Page() {}

    /**
     * @param entry the module that the page loads
     * @param retention how long a conversation is kept after its last activity
     * @throws IllegalStateException if the template has a mark without a value
     */
    static String render(
            String template, String entry, Language language, Languages languages, Assets assets, Duration retention) {
        Map<String, String> known = Map.of(
                "language", language.tag(),
                "languages", options(language, languages),
                "words", data(language.json()),
                "assets", assets.root(),
                "retention", Long.toString(retention.toSeconds()),
                "modules", modules(entry, assets));
        Function<MatchResult, String> value = mark -> {
            String found =
                    mark.group(1).isEmpty() ? escape(language.words().get(mark.group(2))) : known.get(mark.group(2));
            if (found == null) {
                throw new IllegalStateException(
                        "There is nothing to write for " + mark.group() + " in " + language.tag());
            }
            return found;
        };
        return MARK.matcher(template).replaceAll(value.andThen(Matcher::quoteReplacement));
    }

    private static String modules(String entry, Assets assets) {
        return assets.graph(entry).stream()
                .map(module -> "<link rel=\"modulepreload\" fetchpriority=\"low\" href=\"" + assets.root() + "/"
                        + module + "\">")
                .collect(Collectors.joining("\n    "));
    }

    private static String options(Language chosen, Languages languages) {
        return languages.all().stream()
                .map(it -> "<option value=\"" + it.tag() + "\" lang=\"" + it.tag() + "\""
                        + (it.tag().equals(chosen.tag()) ? " selected" : "") + ">" + escape(it.name()) + "</option>")
                .collect(Collectors.joining("\n          "));
    }

    /** JSON that cannot end the {@code script} element around it. */
    private static String data(String json) {
        return json.replace("<", "\\u003c");
    }

    private static String escape(String text) {
        return text == null
                ? null
                : text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;");
    }
}
