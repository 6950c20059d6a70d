package org.satbuddy.provider;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the limits that providers report in the headers of every reply. Gemini reports none, and Azure often only what
 * remains. A value that cannot be read counts as absent.
 *
 * @see <a href="https://platform.openai.com/docs/guides/rate-limits">OpenAI's headers</a>
 * @see <a href="https://docs.claude.com/en/api/rate-limits">Anthropic's headers</a>
 */
final class RateLimitHeaders {

    /** For each quota, the header names of the vendors. */
    private static final Map<Quota, List<HeaderNames>> HEADER_NAMES = Arrays.stream(Quota.values())
            .collect(toMap(
                    quota -> quota,
                    quota -> List.of(
                            HeaderNames.of("x-ratelimit-%s-" + quota.noun()),
                            HeaderNames.of("anthropic-ratelimit-" + quota.noun() + "-%s")),
                    (one, other) -> one,
                    () -> new EnumMap<>(Quota.class)));

    private record HeaderNames(String limit, String remaining, String reset) {

        static HeaderNames of(String form) {
            return new HeaderNames(form.formatted("limit"), form.formatted("remaining"), form.formatted("reset"));
        }
    }

    private static final String NUMBER = "(\\d{1,12}(?:\\.\\d{1,9})?)";

    /** For example {@code 1s}, {@code 6m0s}, {@code 20ms} or {@code 1h2m3.5s}. */
    private static final Pattern SPAN =
            Pattern.compile("(?:%1$sh)?(?:%1$sm(?!s))?(?:%1$ss)?(?:%1$sms)?".formatted(NUMBER));

    private static final Pattern COUNT = Pattern.compile("\\d{1,12}");

    private static final Pattern SECONDS = Pattern.compile(NUMBER);

    /** No limit has a longer period. A greater number is not seconds but a date of some kind. */
    private static final Duration LONGEST = Duration.ofDays(2);

    private RateLimitHeaders() {}

    /**
     * The state of one limit when a call was let in, including the call itself.
     *
     * @param limit null if it was not reported
     * @param untilFull the time until the whole limit remains again if no more calls are made; null if it was not
     *     reported
     */
    record LimitReading(Quota quota, Double limit, double remaining, Duration untilFull) {

        /** Whether a call may have been refused because of this limit. */
        boolean isShortOf(Cost cost) {
            return remaining < cost.of(quota) || (limit != null && remaining < limit / 5);
        }
    }

    /**
     * @param header the value of a header by its name; null if it is absent
     * @param now the time to use if the reply has no date
     */
    static List<LimitReading> of(Function<String, String> header, Instant now) {
        Instant dated = RetryAfter.dated(header, now);
        List<LimitReading> readings = new ArrayList<>();
        HEADER_NAMES.forEach((quota, vendors) -> vendors.stream()
                .map(names -> reading(quota, names, header, dated))
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(readings::add));
        return readings;
    }

    private static LimitReading reading(Quota quota, HeaderNames names, Function<String, String> header, Instant now) {
        Double remaining = count(header.apply(names.remaining()));
        Double limit = count(header.apply(names.limit()));
        if (remaining == null || (limit != null && (limit == 0 || limit < remaining))) {
            return null;
        }
        return new LimitReading(quota, limit, remaining, untilFull(header.apply(names.reset()), now));
    }

    private static Double count(String text) {
        return text == null || !COUNT.matcher(text.strip()).matches() ? null : Double.valueOf(text.strip());
    }

    private static Duration untilFull(String text, Instant now) {
        if (text == null || text.isBlank()) {
            return null;
        }
        Duration wait = SECONDS.matcher(text.strip()).matches()
                ? seconds(Double.parseDouble(text.strip()))
                : span(text.strip(), now);
        return wait == null || wait.compareTo(LONGEST) > 0 ? null : wait;
    }

    private static Duration span(String text, Instant now) {
        Matcher span = SPAN.matcher(text);
        return span.matches()
                ? seconds(number(span.group(1)) * 3600
                        + number(span.group(2)) * 60
                        + number(span.group(3))
                        + number(span.group(4)) / 1000)
                : until(text, now);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private static double number(String digits) {
        return digits == null ? 0 : Double.parseDouble(digits);
    }

    private static Duration until(String date, Instant now) {
        try {
            Duration wait = Duration.between(now, OffsetDateTime.parse(date));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
