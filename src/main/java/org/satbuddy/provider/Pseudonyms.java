package org.satbuddy.provider;

import jakarta.json.spi.JsonProvider;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.satbuddy.provider.PersonalData.Finding;
import org.satbuddy.tutor.Prompt;

/**
 * Maps the personal data of one prompt to placeholders. The data is replaced before the prompt leaves this server
 * and restored in the reply. The map lives in memory for the length of the call and is never shown, not even by
 * {@code toString}.
 *
 * <p>The same text has the same placeholder in all messages. Numbers follow the order of the conversation, so a prompt
 * that continues another one repeats its placeholders. A placeholder that already occurs in the prompt is not used, so
 * a word that a student wrote never turns into an address. Restoring a hidden message gives exactly the original.
 */
final class Pseudonyms {

    private static final JsonProvider JSON = JsonProvider.provider();

    private final PersonalData personalData;
    private final Set<String> taken;
    private final boolean json;
    private final Map<String, String> placeholders = new HashMap<>();
    private final Map<String, String> originals = new HashMap<>();
    private final Map<Placeholder, Integer> numbers = new EnumMap<>(Placeholder.class);
    private final Prompt hidden;

    private Pseudonyms(Prompt prompt, List<String> names) {
        personalData = new PersonalData(names);
        taken = taken(prompt);
        json = prompt.wantsJson();
        hidden = new Prompt(
                prompt.system(),
                prompt.messages().stream().map(this::hide).toList(),
                prompt.schema(),
                null,
                prompt.runUntil(),
                prompt.waited());
    }

    /** @param names more words to hide, such as the full name of a signed-in student */
    static Pseudonyms of(Prompt prompt, List<String> names) {
        return new Pseudonyms(prompt, names);
    }

    /** The prompt as it may be sent. The system prompt is unchanged, and the request as data is left out. */
    Prompt hidden() {
        return hidden;
    }

    /** Restores the personal data in a whole reply. A JSON reply stays valid. */
    String restore(String reply) {
        PlaceholderRestorer restorer = restorer();
        return restorer.feed(reply) + restorer.flush();
    }

    /** A new restorer for one reply that arrives in pieces. */
    PlaceholderRestorer restorer() {
        return new PlaceholderRestorer(originals);
    }

    private static Set<String> taken(Prompt prompt) {
        var taken = new HashSet<String>();
        Stream.concat(Stream.of(prompt.system()), prompt.messages().stream().map(Prompt.Message::text))
                .flatMap(text -> Placeholder.SHAPE.matcher(text).results())
                .forEach(shape -> taken.add(shape.group()));
        return taken;
    }

    private Prompt.Message hide(Prompt.Message message) {
        return new Prompt.Message(message.role(), hide(message.text()), message.images());
    }

    private String hide(String text) {
        var hiding = new StringBuilder(text.length());
        int done = 0;
        for (Finding found : personalData.in(text)) {
            String original = text.substring(found.from(), found.to());
            hiding.append(text, done, found.from()).append(placeholder(original, found.placeholder()));
            done = found.to();
        }
        return hiding.append(text, done, text.length()).toString();
    }

    private String placeholder(String original, Placeholder form) {
        return placeholders.computeIfAbsent(original, text -> {
            String free;
            do {
                free = form.numbered(numbers.merge(form, 1, Integer::sum));
            } while (taken.contains(free));
            originals.put(free, json ? escaped(text) : text);
            return free;
        });
    }

    /** The text as written between the quotation marks of JSON. A name may contain a quotation mark. */
    private static String escaped(String text) {
        String quoted = JSON.createValue(text).toString();
        return quoted.substring(1, quoted.length() - 1);
    }
}
