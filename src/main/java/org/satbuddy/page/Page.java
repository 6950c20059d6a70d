package org.satbuddy.page;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.satbuddy.config.AuthMode;

/**
 * Renders the page in one language from a template. The language's word for a key replaces {@code {{key}}}, and a value
 * of the server replaces {@code {{#name}}}.
 */
final class Page {

    private static final Pattern MARK = Pattern.compile("\\{\\{(#?)([\\w.-]+)\\}\\}");

    private final Languages languages;
    private final Assets assets;
    private final Duration retention;
    private final Set<AuthMode> modes;

    /**
     * @param retention how long a conversation is kept after its last activity
     * @param modes how people come in
     */
    Page(Languages languages, Assets assets, Duration retention, Set<AuthMode> modes) {
        this.languages = languages;
        this.assets = assets;
        this.retention = retention;
        this.modes = modes;
    }

    /**
     * @param path at which the page is, with a slash at the end
     * @param name of the page: of the module that it loads, and of the word for its title
     * @throws IllegalStateException if the template has a mark without a value
     */
    String render(String template, String path, String name, Language language) {
        String root = root(path);
        String folder = root + assets.folder();
        Map<String, String> known = Map.of(
                "language", language.tag(),
                "languages", options(language, languages),
                "words", data(language.json()),
                "root", root,
                "assets", folder,
                "modes", modes.stream().map(AuthMode::word).collect(Collectors.joining(" ")),
                "retention", Long.toString(retention.toSeconds()),
                "title", escape(language.words().getOrDefault(name + ".title", "SAT Buddy")),
                "entry", name + ".js",
                "modules", modules(name + ".js", folder));
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

    /** The path of the application, relative to the page, so that it is right below any context root. */
    private static String root(String path) {
        long folders = path.chars().filter(it -> it == '/').count() - 1;
        return Stream.generate(() -> "..").limit(folders).collect(Collectors.joining("/"));
    }

    private String modules(String entry, String folder) {
        return assets.graph(entry).stream()
                .map(module ->
                        "<link rel=\"modulepreload\" fetchpriority=\"low\" href=\"" + folder + "/" + module + "\">")
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
