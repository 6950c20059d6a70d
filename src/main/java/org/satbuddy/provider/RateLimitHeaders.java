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
 * Reads what providers say of their limits with every answer. Gemini says nothing; Azure often no more than what
 * remains; whatever cannot be read is taken for nothing said.
 *
 * @see <a href="https://platform.openai.com/docs/guides/rate-limits">OpenAI's headers</a>
 * @see <a href="https://docs.claude.com/en/api/rate-limits">Anthropic's headers</a>
 */
final class RateLimitHeaders {

    /** For each quota, how the vendors name what they tell of it. */
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

    /** {@code 1s}, {@code 6m0s}, {@code 20ms}, {@code 1h2m3.5s}. */
    private static final Pattern SPAN =
            Pattern.compile("(?:%1$sh)?(?:%1$sm(?!s))?(?:%1$ss)?(?:%1$sms)?".formatted(NUMBER));

    private static final Pattern SECONDS = Pattern.compile(NUMBER);

    /** No limit is of a longer time; a number beyond is not seconds but a date of some kind. */
    private static final Duration LONGEST = Duration.ofDays(2);

    private RateLimitHeaders() {}

    /**
     * The state of one limit when a call was let in, the call itself included.
     *
     * @param limit null if it was not said
     * @param untilFull until all of the limit remains again, if nobody calls; null if it was not said
     */
    record LimitReading(Quota quota, Double limit, double remaining, Duration untilFull) {

        /** Whether this may be why a call was refused. */
        boolean isShortOf(Cost cost) {
            return remaining < cost.of(quota) || (limit != null && remaining < limit / 5);
        }
    }

    /**
     * @param header the value of a header by its name, null if it is not there
     * @param now for a reply that is not dated
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
        return text == null || !text.strip().matches("\\d{1,12}") ? null : Double.valueOf(text.strip());
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
