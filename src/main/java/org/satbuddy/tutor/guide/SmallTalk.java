package org.satbuddy.tutor.guide;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Messages that ask for no topic, and the replies to them. */
enum SmallTalk {
    /** Checked first and anywhere in a short message: the student may need a person and not a guide. */
    DISTRESS(
            ".*\\b(?:kill(?:ing)? myself|hurt(?:ing)? myself|harm(?:ing)? myself|cut(?:ting)? myself|end my life"
                    + "|want to die|wanna die|wish i (?:was|were) dead|i(?: am|m) suicidal|better off dead)\\b.*",
            """
            I am only a study guide, but what you wrote matters more than any test. Please talk to someone you trust \
            right now: a parent, a teacher, a school counselor or a friend. In the United States you can call or text \
            **988** at any hour and talk to a person, free of charge; elsewhere, or in an emergency, call your local \
            emergency number. You deserve help, and you do not have to carry this alone.\
            """),

    GREETING(
            "(?:hi+|hello+|hey+|hiya|howdy|yo|sup|good (?:morning|afternoon|evening|day))"
                    + "(?: (?:there|everyone|buddy|satbuddy|sat buddy|tutor))*"
                    + "(?: (?:how are you|how is it going|hows it going|whats up|what is up))?(?: (?:today|doing))*"
                    + "|how are you(?: (?:today|doing))*|whats up",
            """
            Hello, and good to see you! Which topic would you like to work on? You can ask, for example, \
            "How do I find the slope of a line?", "When do I use a semicolon?" or "How should I plan my studying?".\
            """),

    THANKS(
            "(?:ok |okay |great |cool |perfect |awesome )*(?:thanks?|thank you|thank u|thx|ty|tysm|thanx|cheers)(?:"
                    + " .{0,40})?|(?:(?:ok|okay|great|cool|nice|perfect|awesome|got it|i get it|makes sense|lol)(?: now)?"
                    + " ?)+",
            """
            You are welcome! A good next step is to try one question on your own while it is fresh. Ask me about the \
            next topic whenever you like.\
            """),

    GOODBYE(
            "(?:bye+|goodbye|good bye|see you|see ya|cya|good night|ttyl)(?: .{0,30})?",
            "Goodbye, and well done for practicing. A little every day is what counts. See you next time!");

    private static final int LONGEST = 400;

    private static final Pattern APOSTROPHE = Pattern.compile("['’‘]");
    private static final Pattern NO_WORD = Pattern.compile("[^a-z0-9]+");

    private final Pattern pattern;
    private final String reply;

    SmallTalk(String pattern, String reply) {
        this.pattern = Pattern.compile(pattern);
        this.reply = reply;
    }

    String reply() {
        return reply;
    }

    /** Returns the kind of small talk; empty if the message is none. */
    static Optional<SmallTalk> of(String message) {
        if (message.length() > LONGEST) {
            return Optional.empty();
        }
        String bare = APOSTROPHE.matcher(message.toLowerCase(Locale.ROOT)).replaceAll("");
        String words = NO_WORD.matcher(bare).replaceAll(" ").strip();
        return Stream.of(values())
                .filter(kind -> kind.pattern.matcher(words).matches())
                .findFirst();
    }
}
