package org.satbuddy.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads how long a provider asks to be left alone. */
final class RetryAfter {

    /** Longer waits are cut to this, which keeps arithmetic with absurd values safe. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");

    private RetryAfter() {}

    /**
     * @param header the value of a header by its name; null if it is absent
     * @param now the time to use if the reply has no date
     * @return null if the provider names no time, or an unreadable one
     */
    static Duration of(Function<String, String> header, Instant now) {
        Duration precise = number(header.apply("retry-after-ms"), 1);
        if (precise != null) {
            return precise;
        }
        String value = header.apply("Retry-After");
        Duration seconds = number(value, 1000);
        return seconds != null ? seconds : until(date(value), dated(header, now));
    }

    /** Parses seconds with the suffix {@code s}, as in Google's JSON; null for anything else. */
    static Duration seconds(String text) {
        return text.endsWith("s") ? number(text.substring(0, text.length() - 1), 1000) : null;
    }

    private static Duration number(String text, double millis) {
        if (text == null || !NUMBER.matcher(text.strip()).matches()) {
            return null;
        }
        return capped(Duration.ofMillis((long) Math.ceil(Double.parseDouble(text.strip()) * millis)));
    }

    private static Duration until(Instant date, Instant now) {
        if (date == null) {
            return null;
        }
        Duration wait = Duration.between(now, date);
        return wait.isNegative() ? Duration.ZERO : capped(wait);
    }

    /** The date of the reply. A time that the provider names is measured by the provider's own clock. */
    static Instant dated(Function<String, String> header, Instant otherwise) {
        Instant date = date(header.apply("Date"));
        return date == null ? otherwise : date;
    }

    private static Instant date(String text) {
        try {
            return text == null
                    ? null
                    : ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static Duration capped(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
