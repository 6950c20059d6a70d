package org.satbuddy.tutor.guide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Composes the Markdown answer to one question. */
final class AnswerComposer {

    static final String ORIGIN = "This answer comes from SAT Buddy's study guide and not from an AI.";

    private static final String CANNOT_SEE =
            "The study guide cannot read images. If you type the question out, it can look for the topic.";

    /** Asks for a definition and not for a method: "what is the discriminant". */
    private static final Pattern DEFINITION = Pattern.compile(
            "(?:(?:so|ok|okay|hi|hey|um|and|but|please)[, ]+)*(?:what(?:'s| is| are|re|s| does)|define|definition"
                    + " of|meaning of|(?:can you )?(?:explain|tell me) what)\\b.*");

    private static final Pattern METHOD = Pattern.compile("[0-9=]|\\b(?:how|best way|steps?|solve|find|example)\\b");

    private static final int LONGEST_DEFINITION = 120;

    /** Follows up on an earlier message: "another example", "why is that". */
    private static final Pattern FOLLOW_UP = Pattern.compile(
            "\\b(?:it|this|that|these|those|another|more|again|examples?|hints?|steps?|why|stuck|understand|explain"
                    + "|continue|go on|answer|mean|wrong|right|correct|first|next|help|how|solve|yes|no|confused)\\b");

    private static final int LONGEST_FOLLOW_UP = 150;
    private static final int STEPS_OF_A_HINT = 2;
    private static final int BLOCKS_OF_A_DEFINITION = 3;
    private static final int RELATED_ENTRIES = 2;

    private final GuideIndex index;
    private final GuideQuestion question;
    private final List<String> paragraphs = new ArrayList<>();

    AnswerComposer(GuideIndex index, GuideQuestion question) {
        this.index = index;
        this.question = question;
    }

    String markdown() {
        paragraphs.add(ORIGIN);
        Optional<SmallTalk> smallTalk = SmallTalk.of(question.text());
        if (question.withImages() && smallTalk.isEmpty()) {
            paragraphs.add(CANNOT_SEE);
        }
        smallTalk.ifPresentOrElse(talk -> paragraphs.add(talk.reply()), this::topic);
        return String.join("\n\n", paragraphs);
    }

    private void topic() {
        String asked = asked();
        List<Match> matches = index.search(asked, 1 + RELATED_ENTRIES);
        if (matches.isEmpty() || !matches.get(0).good()) {
            contents();
            return;
        }
        GuideEntry entry = matches.get(0).entry();
        paragraphs.add("### " + entry.title());
        if (question.hintFirst()) {
            hint(entry);
            return;
        }
        if (asksForDefinition()) {
            definition(entry, asked);
        } else {
            full(entry);
        }
        seeAlso(matches.subList(1, matches.size()));
    }

    /** The message itself; for a follow-up that names no topic, the first background text that names one. */
    private String asked() {
        if (namesTopic(question.text()) || !isFollowUp()) {
            return question.text();
        }
        return question.background().stream()
                .filter(this::namesTopic)
                .findFirst()
                .orElse(question.text());
    }

    private boolean namesTopic(String text) {
        return index.search(text, 1).stream().anyMatch(Match::good);
    }

    private boolean isFollowUp() {
        return question.text().length() <= LONGEST_FOLLOW_UP
                && FOLLOW_UP.matcher(question.text().toLowerCase(Locale.ROOT)).find();
    }

    private boolean asksForDefinition() {
        String text =
                question.text().toLowerCase(Locale.ROOT).replace('’', '\'').strip();
        return text.length() <= LONGEST_DEFINITION
                && DEFINITION.matcher(text).matches()
                && !METHOD.matcher(text).find();
    }

    private void hint(GuideEntry entry) {
        paragraphs.add("Let us begin without giving the answer away. These are the first steps:");
        paragraphs.add(MarkdownBlocks.firstSteps(entry.approach(), STEPS_OF_A_HINT));
        paragraphs.add("**Now you:** " + entry.guidingQuestion());
        paragraphs.add("Take your time. If you would like to see all the steps and a worked example, turn hints off and"
                + " ask again.");
    }

    private void definition(GuideEntry entry, String asked) {
        List<String> stems = index.stems(asked);
        paragraphs.add(entry.about());
        List<String> blocks = MarkdownBlocks.best(
                Stream.of(entry.approach(), entry.workedExample()),
                block -> index.shared(stems, block),
                BLOCKS_OF_A_DEFINITION);
        if (!blocks.isEmpty()) {
            paragraphs.add(blocks.stream()
                    .map(block -> "- " + block.replace("\n", "\n  "))
                    .collect(Collectors.joining("\n")));
        }
        paragraphs.add("**Tip:** " + entry.practiceTip());
        paragraphs.add("For the steps and a worked example, ask how to do it.");
    }

    private void full(GuideEntry entry) {
        part("How to approach it", entry.approach());
        part("Worked example", entry.workedExample());
        part("Common mistakes", entry.commonMistakes());
    }

    private void part(String heading, String markdown) {
        paragraphs.add("#### " + heading);
        paragraphs.add(markdown);
    }

    private void seeAlso(List<Match> others) {
        if (!others.isEmpty()) {
            paragraphs.add(others.stream()
                    .map(match -> "*" + match.entry().title() + "*")
                    .collect(Collectors.joining(" · ", "**See also:** ", "")));
        }
    }

    private void contents() {
        paragraphs.add("I did not find that in the guide, which is about the SAT only. It may help to name the topic or"
                + " to write the question in other words. This is what the guide covers:");
        Map<String, List<GuideEntry>> sections = index.entries().stream()
                .collect(Collectors.groupingBy(GuideEntry::section, LinkedHashMap::new, Collectors.toList()));
        sections.forEach((section, entries) -> {
            paragraphs.add("**" + section + "**");
            paragraphs.add(entries.stream().map(entry -> "- " + entry.title()).collect(Collectors.joining("\n")));
        });
        paragraphs.add("You can also ask for a practice question on any of these.");
    }
}
