package org.satbuddy.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.satbuddy.provider.VendorFixture.FinishReason;
import org.satbuddy.provider.VendorFixture.VendorError;
import org.satbuddy.standin.Reply;
import org.satbuddy.tutor.Prompt;

/**
 * Tests every wire format in every scenario over real HTTP, and checks every request against the vendor's published
 * types.
 *
 * <p>A cell is the text of an answer with its tokens in and out, or the meaning of a failure. {@code soon} is a fault
 * that may be over in a second. {@code later} is a rate limit. Both name the wait if the provider asks for one.
 * {@code timed out} is silence or slowness. All other failures are final: the cell has the code of the HTTP contract
 * and the tokens that were paid for.
 */
@Timeout(60)
class WireFormatsTest {

    private static final String TABLE = """
                                               | openai            | anthropic         | gemini
            text                               | Two. (3+2)        | Two. (3+2)        | Two. (3+2)
            history                            | Two. (3+2)        | Two. (3+2)        | Two. (3+2)
            image                              | Two. (3+2)        | Two. (3+2)        | Two. (3+2)
            image of an earlier turn           | Two. (3+2)        | Two. (3+2)        | Two. (3+2)
            JSON question                      | {"a":"b"} (3+2)   | {"a":"b"} (3+2)   | {"a":"b"} (3+2)
            stream                             | Two. (3+2)        | Two. (3+2)        | Two. (3+2)
            stream in crumbs                   | ½ + ½ = 1 (3+2)   | ½ + ½ = 1 (3+2)   | ½ + ½ = 1 (3+2)
            stream with comments               | Two. (3+2)        | Two. (3+2)        | Two. (3+2)
            stream of all tokens, each in 400 B| Two. (3+2)        | Two. (3+2)        | Two. (3+2)
            stream cut after its end           | Two. (3+2)        | Two. (3+2)        | Two. (3+2)
            stream left open after its end     | Two. (3+2)        | Two. (3+2)        | Two. (3+2)
            comments after its end for ever    | Two. (3+2)        | Two. (3+2)        | Two. (3+2)
            usage                              | Two. (12+9)       | Two. (12+9)       | Two. (12+9)
            usage of a stream                  | Two. (12+9)       | Two. (12+9)       | Two. (12+9)
            no usage                           | Two.              | Two.              | Two.
            429, Retry-After                   | later in 7 s      | later in 7 s      | later in 7 s
            429, 7 s in the vendor's own way   | later in 7 s      | later in 7 s      | later in 7 s
            429 without Retry-After            | later             | later             | later
            429, HTML                          | later             | later             | later
            quota                              | provider_rejected | provider_rejected | provider_rejected
            spend limit                        | provider_rejected | provider_rejected | provider_rejected
            no credit                          | provider_rejected | provider_rejected | provider_rejected
            bad key                            | provider_rejected | provider_rejected | provider_rejected
            no such model                      | provider_rejected | provider_rejected | provider_rejected
            prompt too long                    | too_long          | too_long          | too_long
            prompt filtered                    | filtered          | filtered          | filtered
            500                                | soon              | soon              | soon
            503, Retry-After                   | soon in 7 s       | soon in 7 s       | soon in 7 s
            502, HTML                          | soon              | soon              | soon
            503, Retry-After: 0                | soon              | soon              | soon
            529                                | soon              | soon              | soon
            refusal                            | refused (3+2)     | refused (3+2)     | filtered
            refusal in a stream                | refused (3+2)     | refused (3+2)     | filtered (3+0)
            length                             | too_long (3+2)    | too_long (3+2)    | too_long (3+2)
            length in a stream                 | too_long (3+2)    | too_long (3+2)    | too_long (3+2)
            filter                             | filtered (3+2)    | filtered          | filtered (3+2)
            filter in the middle of a stream   | filtered (3+2)    | filtered          | filtered (3+2)
            unknown finish reason              | provider_rejected (3+2)|provider_rejected (3+2)|provider_rejected (3+2)
            truncated stream                   | soon              | soon              | soon
            stream cut in the middle           | soon              | soon              | soon
            error event after 200              | soon              | soon              | soon
            rate limit event after 200         | later             | later             | later
            error event without an end         | soon              | soon              | soon
            garbage: HTML                      | provider_rejected | provider_rejected | provider_rejected
            garbage: Content-Type              | soon              | soon              | soon
            garbage: half the JSON             | soon              | soon              | soon
            garbage: other JSON                | soon              | soon              | soon
            garbage: events                    | soon              | soon              | soon
            nothing at all                     | soon              | soon              | soon
            empty answer                       | soon              | soon              | soon
            hang                               | timed out         | timed out         | timed out
            hang after the head                | timed out         | timed out         | timed out
            hang in a stream                   | timed out         | timed out         | timed out
            drip                               | timed out         | timed out         | timed out
            comments for ever                  | timed out         | timed out         | timed out
            reset                              | soon              | soon              | soon
            reset in the middle                | soon              | soon              | soon
            redirect                           | provider_rejected | provider_rejected | provider_rejected
            100 MB                             | soon              | soon              | soon
            100 MB in one event                | soon              | soon              | soon
            100 MB of an error                 | soon              | soon              | soon
            """;

    /** The prompt, the reply to it, and how long the call may take. */
    private record ReplyScenario(Prompt prompt, Function<VendorFixture, Reply> reply, CallHarness.TimeLimits limits) {}

    private static final Map<String, ReplyScenario> SCENARIOS = Map.ofEntries(
            asking("text", SamplePrompts.text(), vendor -> vendor.answers("Two.", FinishReason.STOP)),
            asking("history", SamplePrompts.history(), vendor -> vendor.answers("Two.", FinishReason.STOP)),
            asking("image", SamplePrompts.image(), vendor -> vendor.answers("Two.", FinishReason.STOP)),
            asking("image of an earlier turn", SamplePrompts.imageOfAnEarlierTurn(), WireFormatsTest::stream),
            asking(
                    "JSON question",
                    SamplePrompts.question(),
                    vendor -> vendor.answers("{\"a\":\"b\"}", FinishReason.STOP)),
            given("stream", WireFormatsTest::stream),
            given("stream in crumbs", WireFormatsTest::crumbs),
            given("stream with comments", WireFormatsTest::commented),
            given("stream of all tokens, each in 400 B", WireFormatsTest::afterPadding),
            given("stream cut after its end", vendor -> VendorFixture.stream(events(vendor), false)),
            hurried("stream left open after its end", vendor -> silentAfter(events(vendor))),
            hurried("comments after its end for ever", vendor -> comments(events(vendor))),
            given("usage", vendor -> json(vendor.wholeWithDetailedUsage("Two."))),
            given(
                    "usage of a stream",
                    vendor -> vendor.streams(vendor.opening("Two."), vendor.closingWithDetailedUsage())),
            given("no usage", vendor -> json(vendor.wholeWithoutUsage("Two."))),
            given(
                    "429, Retry-After",
                    vendor -> vendor.fails(VendorError.RATE_LIMIT, vendor.limitHeader(), "Retry-After: 7")),
            given("429, 7 s in the vendor's own way", VendorFixture::limitedForSevenSeconds),
            given("429 without Retry-After", vendor -> vendor.fails(VendorError.RATE_LIMIT, vendor.limitHeader())),
            given("429, HTML", vendor -> html(429)),
            given("quota", vendor -> vendor.fails(VendorError.QUOTA, "Retry-After: 7")),
            given("spend limit", vendor -> vendor.fails(VendorError.SPEND_LIMIT)),
            given("no credit", vendor -> vendor.fails(VendorError.NO_CREDIT)),
            given("bad key", vendor -> vendor.fails(VendorError.BAD_KEY)),
            given("no such model", vendor -> vendor.fails(VendorError.NO_MODEL)),
            given("prompt too long", vendor -> vendor.fails(VendorError.TOO_LONG)),
            given("prompt filtered", vendor -> vendor.fails(VendorError.PROMPT_FILTERED)),
            given("500", vendor -> vendor.fails(VendorError.SERVER_ERROR)),
            given("503, Retry-After", vendor -> vendor.fails(VendorError.UNAVAILABLE, "Retry-After: 7")),
            given("503, Retry-After: 0", vendor -> vendor.fails(VendorError.UNAVAILABLE, "Retry-After: 0")),
            given("502, HTML", vendor -> html(502)),
            given("529", vendor -> vendor.fails(VendorError.OVERLOADED)),
            asking("refusal", SamplePrompts.question(), vendor -> vendor.answers("I", FinishReason.REFUSAL)),
            given(
                    "refusal in a stream",
                    vendor -> vendor.streams(vendor.opening("I"), vendor.closing(FinishReason.REFUSAL))),
            asking("length", SamplePrompts.question(), vendor -> vendor.answers("{\"a\":", FinishReason.LENGTH)),
            given(
                    "length in a stream",
                    vendor -> vendor.streams(vendor.opening("Tw"), vendor.closing(FinishReason.LENGTH))),
            asking("filter", SamplePrompts.question(), VendorFixture::filtered),
            given(
                    "filter in the middle of a stream",
                    vendor -> vendor.streams(vendor.opening("Tw"), vendor.closingOfAFilter())),
            given("unknown finish reason", vendor -> vendor.answers("Two.", FinishReason.UNKNOWN)),
            given("truncated stream", vendor -> VendorFixture.stream(vendor.opening("Tw"), true)),
            given("stream cut in the middle", vendor -> VendorFixture.stream(vendor.opening("Tw"), false)),
            given("error event after 200", vendor -> broken(vendor, VendorError.OVERLOADED)),
            given("rate limit event after 200", vendor -> broken(vendor, VendorError.RATE_LIMIT)),
            given("error event without an end", WireFormatsTest::brokenForEver),
            given("garbage: HTML", vendor -> html(200)),
            given(
                    "garbage: Content-Type",
                    vendor -> Reply.whole(200, "a mess", vendor.whole("Two.", FinishReason.STOP))),
            asking(
                    "garbage: half the JSON",
                    SamplePrompts.question(),
                    vendor -> Reply.whole(200, "application/json", half(vendor.whole("{}", FinishReason.STOP)))),
            given("garbage: other JSON", vendor -> json("[{\"status\": \"ok\"}, null, 7]")),
            given(
                    "garbage: events",
                    vendor ->
                            VendorFixture.stream(List.of("data: {\"choices\": 7\n\n", "data: oh\n\n", "\0\1\2"), true)),
            given("nothing at all", vendor -> Reply.whole(200, "application/json", "")),
            given("empty answer", vendor -> vendor.answers(" ", FinishReason.STOP)),
            hurried("hang", vendor -> Reply.silence()),
            hurried("hang after the head", vendor -> silentAfter(Reply.head(200, "application/json", 1000))),
            hurried("hang in a stream", vendor -> silentAfter(vendor.opening("Tw"))),
            hurried("drip", vendor -> drip()),
            hurried("comments for ever", vendor -> comments(vendor.opening("Tw"))),
            given("reset", vendor -> Reply.reset()),
            asking(
                    "reset in the middle",
                    SamplePrompts.question(),
                    vendor -> new Reply(
                            List.of(
                                    Reply.head(200, "application/json", 1000),
                                    step(half(vendor.whole("{}", FinishReason.STOP)))),
                            Reply.Ending.RESET)),
            given("redirect", vendor -> Reply.whole(302, "text/plain", "", "Location: /elsewhere")),
            given("100 MB", vendor -> Reply.blanks(200, "application/json", 100)),
            given("100 MB in one event", vendor -> Reply.blanks(200, "text/event-stream", 100)),
            given("100 MB of an error", vendor -> Reply.blanks(500, "application/json", 100)));

    private static final Map<Object, CallHarness> HARNESSES = new HashMap<>();

    @AfterAll
    static void close() {
        HARNESSES.values().forEach(CallHarness::close);
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("cells")
    void givesTheResultInTheTable(String name, VendorFixture vendor, String outcome) {
        ReplyScenario scenario = SCENARIOS.get(name);
        CallHarness harness = HARNESSES.computeIfAbsent(
                List.of(vendor, scenario.limits()),
                key -> new CallHarness(vendor.call(), vendor::endpoint, scenario.limits()));

        CallResult result = harness.ask(scenario.prompt(), scenario.reply().apply(vendor));

        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.requests()).hasSize(1);
        assertThat(vendor.complaints(result.request(), scenario.prompt())).isEmpty();
        if (result.replied() != null) {
            assertThat(result.replied().provider()).isEqualTo(vendor.toString());
            assertThat(result.replied().model()).isEqualTo(VendorFixture.SERVED_MODEL);
        }
        if (name.startsWith("100 MB")) {
            assertThat(result.left()).isTrue();
        }
    }

    @Test
    void everyScenarioIsInTheTableOnce() {
        assertThat(rows().map(row -> row[0])).containsExactlyInAnyOrderElementsOf(SCENARIOS.keySet());
    }

    static Stream<Arguments> cells() {
        return rows().flatMap(row -> IntStream.range(0, VendorFixtures.ALL.size())
                .mapToObj(column -> Arguments.of(row[0], VendorFixtures.ALL.get(column), row[column + 1])));
    }

    static List<String> columns() {
        return Arrays.stream(TABLE.lines().findFirst().orElseThrow().split("\\|"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static Stream<String[]> rows() {
        return TABLE.lines()
                .skip(1)
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new));
    }

    private static Map.Entry<String, ReplyScenario> given(String name, Function<VendorFixture, Reply> reply) {
        return asking(name, SamplePrompts.text(), reply);
    }

    private static Map.Entry<String, ReplyScenario> asking(
            String name, Prompt prompt, Function<VendorFixture, Reply> reply) {
        return entry(name, new ReplyScenario(prompt, reply, CallHarness.GENEROUS));
    }

    private static Map.Entry<String, ReplyScenario> hurried(String name, Function<VendorFixture, Reply> reply) {
        return entry(name, new ReplyScenario(SamplePrompts.text(), reply, CallHarness.SHORT));
    }

    private static List<String> events(VendorFixture vendor) {
        return Stream.concat(vendor.opening("Tw", "o.").stream(), vendor.closing(FinishReason.STOP).stream())
                .toList();
    }

    private static Reply stream(VendorFixture vendor) {
        return VendorFixture.stream(events(vendor), true);
    }

    /** Sends three bytes at a time, which also cuts characters. */
    private static Reply crumbs(VendorFixture vendor) {
        byte[] bytes = String.join(
                        "",
                        Stream.concat(
                                        vendor.opening("½ + ", "½ = 1").stream(),
                                        vendor.closing(FinishReason.STOP).stream())
                                .toList())
                .getBytes(UTF_8);
        List<byte[]> crumbs = new ArrayList<>();
        for (int i = 0; i < bytes.length; i += 3) {
            crumbs.add(Arrays.copyOfRange(bytes, i, Math.min(i + 3, bytes.length)));
        }
        return Reply.chunks("text/event-stream; charset=utf-8", crumbs, 0, true);
    }

    private static Reply commented(VendorFixture vendor) {
        List<String> events = new ArrayList<>(List.of("\n", ": processing\n\n"));
        events(vendor).forEach(event -> events.addAll(List.of(event, ": keep-alive\n", "retry: 10\n\n")));
        return VendorFixture.stream(events, true);
    }

    /** Sends a comment of 400 bytes for each token of the longest reply. Some servers do so while a model reasons. */
    private static Reply afterPadding(VendorFixture vendor) {
        List<String> events =
                new ArrayList<>(Collections.nCopies(RequestBody.MOST_TOKENS, ":" + "-".repeat(398) + "\n"));
        events.addAll(events(vendor));
        return VendorFixture.stream(events, true);
    }

    private static Reply broken(VendorFixture vendor, VendorError fault) {
        return vendor.streams(vendor.opening("Tw"), List.of(vendor.errorEvent(fault)));
    }

    private static Reply brokenForEver(VendorFixture vendor) {
        List<String> events = new ArrayList<>(vendor.opening("Tw"));
        events.add(vendor.errorEvent(VendorError.OVERLOADED));
        return silentAfter(events);
    }

    private static Reply silentAfter(List<String> events) {
        List<Reply.Step> steps = new ArrayList<>();
        VendorFixture.stream(events, false).steps().forEach(steps::add);
        return new Reply(steps, Reply.Ending.SILENCE);
    }

    private static Reply silentAfter(Reply.Step step) {
        return new Reply(List.of(step), Reply.Ending.SILENCE);
    }

    /** Sends a byte every 20 ms, so that no single read takes long. */
    private static Reply drip() {
        Reply.Step head = Reply.head(200, "application/json", 1_000_000);
        return new Reply(Reply.repeated(head, 1_000_000, 20, new byte[] {' '}), Reply.Ending.CLOSE);
    }

    private static Reply comments(List<String> opening) {
        byte[] comment = ": keep-alive\n\n".getBytes(UTF_8);
        List<byte[]> chunks = new ArrayList<>(
                opening.stream().map(event -> event.getBytes(UTF_8)).toList());
        chunks.addAll(Collections.nCopies(1_000, comment));
        return Reply.chunks("text/event-stream", chunks, 20, true);
    }

    private static Reply.Step step(String text) {
        return new Reply.Step(0, text.getBytes(UTF_8));
    }

    private static String half(String text) {
        return text.substring(0, text.length() / 2);
    }

    private static Reply json(String body) {
        return Reply.whole(200, "application/json", body);
    }

    private static Reply html(int status) {
        return Reply.whole(status, "text/html", "<html><body>Please sign in</body></html>");
    }
}
