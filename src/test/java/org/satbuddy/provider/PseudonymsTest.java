package org.satbuddy.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.satbuddy.task.Attachment;
import org.satbuddy.task.QuestionRequest;
import org.satbuddy.task.Turn;
import org.satbuddy.tutor.Prompt;

class PseudonymsTest {

    private static final List<String> NAMES = List.of("Anne-Marie O'Neill", "Dwayne \"Rock\" Stone");
    private static final JsonObject SCHEMA =
            Json.createObjectBuilder().add("type", "object").build();

    private static Prompt prompt(JsonObject schema, String... texts) {
        List<Prompt.Message> messages = IntStream.range(0, texts.length)
                .mapToObj(
                        i -> new Prompt.Message(i % 2 == 0 ? Turn.Role.USER : Turn.Role.ASSISTANT, texts[i], List.of()))
                .toList();
        return new Prompt("Write to office@satbuddy.example.", messages, schema, null, Instant.MAX, false);
    }

    private static Pseudonyms pseudonyms(String... texts) {
        return Pseudonyms.of(prompt(null, texts), NAMES);
    }

    private static List<String> hidden(Pseudonyms pseudonyms) {
        return pseudonyms.hidden().messages().stream().map(Prompt.Message::text).toList();
    }

    private static String hidden(String text) {
        return hidden(pseudonyms(text)).get(0);
    }

    @Test
    void replacesEachKindOfPersonalData() {
        assertThat(hidden("I am anne-marie o'neill, jane@school.edu, 555-123-4567."))
                .isEqualTo("I am Student1Name, student1@mail.example, Phone1Number.");
    }

    @Test
    void givesTheSameTextTheSamePlaceholderInAllMessages() {
        Pseudonyms pseudonyms = pseudonyms(
                "I am jane@school.edu, he is jim@school.edu.", "Hello jane@school.edu!", "jim@school.edu says hello.");

        assertThat(hidden(pseudonyms))
                .containsExactly(
                        "I am student1@mail.example, he is student2@mail.example.",
                        "Hello student1@mail.example!",
                        "student2@mail.example says hello.");
    }

    @Test
    void repeatsItsPlaceholdersWhenTheConversationContinues() {
        String question = "I am jane@school.edu, or 555-123-4567.";
        String answer = "Hello jane@school.edu!";

        assertThat(hidden(pseudonyms(question, answer, "Hello from jim@school.edu")))
                .startsWith(hidden(question))
                .endsWith("Hello from student2@mail.example");
    }

    @Test
    void usesNoPlaceholderThatThePromptContains() {
        Pseudonyms pseudonyms = pseudonyms("`Phone1Number` \\(student1@mail.example\\) Student1Name, but"
                + " student2@mail.example, 555-123-4567, jane@school.edu, Anne-Marie O'Neill");

        assertThat(hidden(pseudonyms).get(0))
                .isEqualTo("`Phone1Number` \\(student1@mail.example\\) Student1Name, but"
                        + " student3@mail.example, Phone2Number, student4@mail.example, Student2Name");
        assertThat(pseudonyms.restore("Phone1Number student1@mail.example Student1Name"))
                .isEqualTo("Phone1Number student1@mail.example Student1Name");
    }

    @Test
    void leavesMathematicsUnchangedToTheByte() {
        String[] lines = PersonalDataTest.mathematics().toArray(String[]::new);

        assertThat(hidden(pseudonyms(lines))).hasSizeGreaterThan(150).containsExactly(lines);
    }

    @Test
    void leavesTheRestOfThePromptAsItWas() {
        var image = new Attachment("1", "image/png", new byte[] {1});
        var message = new Prompt.Message(Turn.Role.USER, "jane@school.edu", List.of(image));
        var prompt =
                new Prompt("Write to office@satbuddy.example.", List.of(message), SCHEMA, null, Instant.EPOCH, true);

        assertThat(Pseudonyms.of(prompt, NAMES).hidden())
                .isEqualTo(new Prompt(
                        "Write to office@satbuddy.example.",
                        List.of(new Prompt.Message(Turn.Role.USER, "student1@mail.example", List.of(image))),
                        SCHEMA,
                        null,
                        Instant.EPOCH,
                        true));
    }

    @Test
    void leavesTheRequestItselfOut() {
        var request = new QuestionRequest("jane@school.edu", null, null, null, null, null);
        var message = new Prompt.Message(Turn.Role.USER, "One question", List.of());
        var prompt = new Prompt("", List.of(message), SCHEMA, request, Instant.MAX, false);

        assertThat(Pseudonyms.of(prompt, NAMES).hidden().request()).isNull();
    }

    @Test
    void keepsJsonValid() {
        Pseudonyms pseudonyms = Pseudonyms.of(
                prompt(SCHEMA, "I am Dwayne \"Rock\"\nStone, anne-marie O'Neill's friend (jane@school.edu)"), NAMES);

        JsonObject reply = LenientJson.object(pseudonyms
                .restore("{\"question\": \"Student1Name and Student2Name (student1@mail.example)\"}")
                .getBytes(UTF_8));

        assertThat(LenientJson.text(reply, "question"))
                .isEqualTo("Dwayne \"Rock\"\nStone and anne-marie O'Neill (jane@school.edu)");
    }

    @Test
    void showsNothingOfWhatItHides() {
        Pseudonyms pseudonyms = pseudonyms("jane@school.edu 555-123-4567 Anne-Marie O'Neill");

        assertThat(pseudonyms.toString() + pseudonyms.restorer())
                .doesNotContain("jane@school", "555-123", "Anne-Marie", "student1", "Phone1");
    }

    /** Personal data and placeholders, alone, side by side, and among other text. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> piece = Arbitraries.frequencyOf(
                Tuple.of(
                        6,
                        Arbitraries.of(
                                "jane@school.edu",
                                "JANE@SCHOOL.EDU",
                                "o'brien@x.org",
                                "student1@mail.example",
                                "student2@mail.example",
                                "student",
                                "@mail.example",
                                "555-123-4567",
                                "(555) 123-4567",
                                "+49 30 1234567",
                                "Phone1Number",
                                "Phone",
                                "Number",
                                "Anne-Marie O'Neill",
                                "anne-marie\n\to’neill",
                                "Dwayne \"Rock\" Stone",
                                "Student1Name",
                                "Name")),
                Tuple.of(
                        5,
                        Arbitraries.of(
                                " ", " ", ", ", "\n", "\n\n", "$", "$$", "`", "```", "\\(", "\\)", "\\[", "\\]", "\\",
                                "*", "=", "1", "12", "S", "s", "P", ".", "-", "+")),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(4)));
        return piece.list().ofMaxSize(14).map(pieces -> String.join("", pieces));
    }

    @Property
    void restoresEveryTextThatItHid(@ForAll("texts") String one, @ForAll("texts") String two) {
        Pseudonyms pseudonyms = pseudonyms(one, two);

        assertThat(hidden(pseudonyms)).extracting(pseudonyms::restore).containsExactly(one, two);
    }

    @Property(tries = 300)
    void restoresAnyText(@ForAll String text) {
        Pseudonyms pseudonyms = pseudonyms(text);

        assertThat(pseudonyms.restore(hidden(pseudonyms).get(0))).isEqualTo(text);
    }

    /** Twelve addresses, so that the number 1 is a prefix of the numbers 10 to 12. */
    private static final List<String> ORIGINALS = Stream.concat(
                    IntStream.rangeClosed(1, 12).mapToObj(i -> "jane" + i + "@school.edu"),
                    Stream.of("555-123-4567", "Anne-Marie O'Neill"))
            .toList();

    private static final Pseudonyms MANY = pseudonyms(ORIGINALS.toArray(String[]::new));
    private static final List<String> PLACEHOLDERS = hidden(MANY);
    private static final int LONGEST =
            PLACEHOLDERS.stream().mapToInt(String::length).max().orElseThrow();

    @Provide
    Arbitrary<String> replies() {
        Arbitrary<String> piece = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(PLACEHOLDERS)),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                "s",
                                "st",
                                "student",
                                "student1",
                                "student1@mail.exampl",
                                "student13@mail.example",
                                "P",
                                "Phone1",
                                "Phone1Numbe",
                                "S",
                                "Student",
                                "Student1Nam",
                                " ",
                                "1",
                                "@",
                                "e")),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(3)));
        return piece.list().ofMaxSize(10).map(pieces -> String.join("", pieces));
    }

    private static String replacedAtOnce(String reply) {
        Pattern any = Pattern.compile(PLACEHOLDERS.stream().map(Pattern::quote).collect(Collectors.joining("|")));
        return any.matcher(reply)
                .replaceAll((MatchResult found) ->
                        Matcher.quoteReplacement(ORIGINALS.get(PLACEHOLDERS.indexOf(found.group()))));
    }

    @Property
    void restoresAReplyCutInAnyWay(
            @ForAll("replies") String reply, @ForAll @Size(max = 40) List<@IntRange(max = 12) Integer> lengths) {
        PlaceholderRestorer restorer = MANY.restorer();
        var emitted = new StringBuilder();
        int at = 0;
        for (int length : lengths) {
            int end = Math.min(reply.length(), at + length);
            emitted.append(restorer.feed(reply.substring(at, end)));
            at = end;
        }
        emitted.append(restorer.feed(reply.substring(at))).append(restorer.flush());

        assertThat(emitted).hasToString(replacedAtOnce(reply));
        assertThat(MANY.restore(reply)).isEqualTo(replacedAtOnce(reply));
    }

    @Property
    void holdsBackOnlyWhatMayBecomeAPlaceholder(@ForAll("replies") String reply) {
        PlaceholderRestorer restorer = MANY.restorer();
        restorer.feed(reply);

        String held = restorer.flush();

        assertThat(held.length()).isLessThan(LONGEST);
        assertThat(PLACEHOLDERS).anyMatch(placeholder -> placeholder.startsWith(held));
    }

    @Test
    void passesOnAtOnceWhatCannotBecomeAPlaceholder() {
        PlaceholderRestorer restorer = MANY.restorer();
        var emitted = new ArrayList<String>();

        for (String piece : List.of("Write to stud", "ent1", "2@mail.example, ", "stu", "dy!", " s")) {
            emitted.add(restorer.feed(piece));
        }

        assertThat(emitted).containsExactly("Write to ", "", "jane12@school.edu, ", "", "study!", " ");
        assertThat(restorer.flush()).isEqualTo("s");
        assertThat(restorer.flush()).isEmpty();
    }

    @Test
    void holdsNothingBackIfNothingIsHidden() {
        assertThat(pseudonyms("1+1?").restorer().feed("student")).isEqualTo("student");
    }
}
