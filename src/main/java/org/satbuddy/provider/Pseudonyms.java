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
 * What stands for the personal data of one prompt, which is replaced before the prompt leaves the house and put back into
 * what comes in reply. Kept in memory for as long as the call takes, and never shown: not by {@code toString} either.
 *
 * <p>The same text has the same placeholder in all messages; numbers are given in the order of the conversation, so a
 * prompt that goes on from another one repeats them. No placeholder is used that the prompt itself contains: a word that a
 * student wrote never turns into somebody's address. Putting back what was just hidden gives every message again, to the
 * character.
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

    /** @param names further words to hide, such as the full name of who is signed in */
    static Pseudonyms of(Prompt prompt, List<String> names) {
        return new Pseudonyms(prompt, names);
    }

    /** The prompt as it may be sent: the tutor's own part as it was, and without the request as data. */
    Prompt hidden() {
        return hidden;
    }

    /** A whole reply, with the personal data back in it. Where the reply is to be JSON, it stays valid. */
    String restore(String reply) {
        PlaceholderRestorer restorer = restorer();
        return restorer.feed(reply) + restorer.flush();
    }

    /** For one reply that comes in pieces. */
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

    /** As it is written between the quotation marks of JSON: a name may hold one itself. */
    private static String escaped(String text) {
        String quoted = JSON.createValue(text).toString();
        return quoted.substring(1, quoted.length() - 1);
    }
}
