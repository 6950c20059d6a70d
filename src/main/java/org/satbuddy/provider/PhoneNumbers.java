package org.satbuddy.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.satbuddy.provider.PersonalData.Finding;

/**
 * Finds telephone numbers: North American ones with an area code, international ones with a plus sign, and shorter
 * forms after words such as "call me at".
 *
 * <p>Three numbers with hyphens between them can also be a subtraction, so the text beside them decides. Nothing next
 * to a sign of mathematics, or after a word such as "calculate", is a telephone number. In doubt the text counts as a
 * calculation, because a tutor who cannot see the calculation cannot help.
 */
final class PhoneNumbers {

    private static final int FEWEST_DIGITS = 7;

    private static final String HYPHENS = "\\-\\u2010\\u2011\\u2013";
    private static final String SPACES = " \\u00a0\\u202f";
    private static final String SEPARATOR = "[." + HYPHENS + SPACES + "]";
    private static final String SPACE = "[" + SPACES + "]";

    private static final Pattern FORMATTED = Pattern.compile(
            // (555) 123-4567
            "(?:(?<!\\d)\\+?1" + SEPARATOR + "?)?\\([2-9]\\d{2}\\)" + SEPARATOR + "?\\d{3}" + SEPARATOR + "\\d{4}"
                    // 555-123-4567, 555.123.4567
                    + "|(?:(?<!\\d)\\+?1" + SEPARATOR + ")?[2-9]\\d{2}([." + HYPHENS + "])\\d{3}\\1\\d{4}"
                    // +1 555 123 4567
                    + "|\\+1" + SPACE + "?[2-9]\\d{2}" + SPACE + "?\\d{3}" + SPACE + "?\\d{4}"
                    // +49 (0)30 1234567: 9 to 15 digits, as in ITU-T E.164
                    + "|\\+[1-9](?:[()]?+[/." + HYPHENS + SPACES + "]?+[()]?+\\d){8,14}");

    /** A last group that is too short for a telephone number with such separators. The text may be a sum. */
    private static final Pattern SHORT_LAST_GROUP = Pattern.compile("[/." + HYPHENS + "]\\d{1,3}\\z");

    private static final Pattern LABELLED = Pattern.compile("(?i)(?<!\\p{L})(?:"
            + "(?:(?:tele)?phone|cell|mobile|tel|fax|whatsapp)\\.?(?:\\s+(?:number|no\\.?))?(?:\\s+is|\\s*[:=#])?"
            + "|(?:(?:call|text|dial|ring|reach|message)\\s+(?:me|us|him|her|them)|call|text|dial)(?:\\s+(?:at|on))?:?"
            + "|my\\s+number(?:\\s+is|:)?"
            + ")\\s*(?<number>"
            + "(?:1" + SEPARATOR + "?)?\\(?\\d{3}\\)?" + SEPARATOR + "?\\d{3}" + SEPARATOR + "?\\d{4}"
            + "|\\d{3}" + SEPARATOR + "\\d{4}"
            + "|0\\d{1,4}(?:[/." + HYPHENS + SPACES + "]\\d{2,8}){1,5}"
            + ")(?!\\h*\\p{N})");

    /** A number, or a letter that is no word, with closing brackets after it. */
    private static final String OPERAND_BEFORE = "(?:\\p{N}|(?<![\\p{L}<])[\\p{L}&&[^aAI]])[)\\]}]*";

    private static final String OPERAND_AFTER = "(?:[\\p{N}(.]|[\\p{L}&&[^aAI]](?!\\p{L}))";

    private static final int FAR_ENOUGH_BEFORE = 40;

    private static final Pattern EXPRESSION_BEFORE = Pattern.compile("(?:"
            + "[\\p{L}\\p{M}\\p{N}_^$€£%@{\\\\]" // part of the same word, amount or formula
            + "|[-+\\u2212]" // a sign
            + "|\\p{N}[.,:]|(?<!\\p{L})\\." // part of a longer number
            + "|[=≤≥≈≠±√]\\h*|[\\p{L})]\\h+[<>]\\h*"
            + "|" + OPERAND_BEFORE + "\\h*[-+*/<>×÷·\\u2212–—]\\h*"
            + "|\\\\\\p{L}+\\h*" // a command of LaTeX
            + "|(?i:what(?:'s|’s|\\s+is)|calculate|compute|evaluate|simplify|subtract|solve|find|expression|value\\s+of"
            + "|difference)\\s*:?\\s*"
            + ")[(\\[]*\\z");

    /** An operand directly before a plus sign makes the text a sum. */
    private static final Pattern OPERAND_JUST_BEFORE = Pattern.compile(OPERAND_BEFORE + "\\h*\\z");

    private static final Pattern EXPRESSION_AFTER = Pattern.compile("[)\\]]{0,9}+(?:"
            + "[\\p{L}\\p{M}\\p{N}_^$€£%°@{}]"
            + "|\\.\\p{N}|,\\p{N}{3}(?![\\p{N}" + HYPHENS + ".])"
            + "|\\h{0,30}+(?:[=≤≥≈≠±×÷^]"
            + "|[-+*/<>·\\u2212–—]\\h{0,30}+" + OPERAND_AFTER
            + "|\\\\[\\p{L})\\]])" // a command of LaTeX, or the end of a formula
            + ")");

    private PhoneNumbers() {}

    static List<Finding> in(String text) {
        if (text.chars().filter(c -> c >= '0' && c <= '9').limit(FEWEST_DIGITS).count() < FEWEST_DIGITS) {
            return List.of();
        }
        var numbers = new ArrayList<Finding>();
        for (Matcher found = FORMATTED.matcher(text); found.find(); ) {
            if (isPhoneNumber(found.group())
                    && !endsInExpression(text, found.start())
                    && !beginsExpression(text, found.end())) {
                numbers.add(new Finding(found.start(), found.end(), Placeholder.PHONE));
            }
        }
        for (Matcher found = LABELLED.matcher(text); found.find(); ) {
            if (!beginsExpression(text, found.end())) {
                numbers.add(new Finding(found.start("number"), found.end("number"), Placeholder.PHONE));
            }
        }
        return numbers;
    }

    private static boolean isPhoneNumber(String number) {
        if (number.startsWith("+")) {
            return !SHORT_LAST_GROUP.matcher(number).find();
        }
        return !isScore(number);
    }

    /** Two section scores and their total, as students write them: 720-650-1370. */
    private static boolean isScore(String number) {
        String[] parts = number.split("-", -1);
        return parts.length == 3
                && parts[0].length() == 3
                && Integer.parseInt(parts[0]) + Integer.parseInt(parts[1]) == Integer.parseInt(parts[2]);
    }

    private static boolean endsInExpression(String text, int end) {
        String before = text.substring(Math.max(0, end - FAR_ENOUGH_BEFORE), end);
        return EXPRESSION_BEFORE.matcher(before).find()
                || (text.charAt(end) == '+'
                        && OPERAND_JUST_BEFORE.matcher(before).find());
    }

    private static boolean beginsExpression(String text, int begin) {
        return EXPRESSION_AFTER
                .matcher(text)
                .region(begin, text.length())
                .useTransparentBounds(true)
                .lookingAt();
    }
}
