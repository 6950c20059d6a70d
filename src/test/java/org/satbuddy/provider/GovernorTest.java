package org.satbuddy.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.provider.Governor.CallDecision;
import org.satbuddy.provider.Governor.Hold;
import org.satbuddy.task.Usage;

class GovernorTest {

    private static final Map<String, String> NONE = Map.of();

    private final VirtualTime time = new VirtualTime();
    private final Governor governor = new Governor(time::nanos, time, Duration.ofMinutes(1));

    private CallDecision ask() {
        return governor.ask(100, false);
    }

    private Duration held(CallDecision decision) {
        assertThat(decision).isInstanceOf(Hold.class);
        return ((Hold) decision).after();
    }

    private Permit send() {
        Permit permit = (Permit) governor.ask(100, true);
        permit.send();
        return permit;
    }

    /** Makes a whole call in no time. */
    private void answer(Map<String, String> headers) {
        try (Permit permit = send()) {
            permit.replied(200, headers::get);
        }
    }

    private Duration refuse(Map<String, String> headers, Duration after) {
        try (Permit permit = send()) {
            permit.replied(429, headers::get);
            return permit.refused(after);
        }
    }

    private static Map<String, String> requests(int limit, int remaining) {
        return Map.of(
                "x-ratelimit-limit-requests", Integer.toString(limit),
                "x-ratelimit-remaining-requests", Integer.toString(remaining));
    }

    private static Map<String, String> tokens(String of, int limit, int remaining) {
        return Map.of(
                "anthropic-ratelimit-" + of + "-limit", Integer.toString(limit),
                "anthropic-ratelimit-" + of + "-remaining", Integer.toString(remaining));
    }

    private void assertKnowsOfNoLimit() {
        assertThat(begunBy(1_000, crowd(10_000))).isEqualTo(10_000);
    }

    private int admittedAtOnce() {
        int admitted = 0;
        while (admitted < 10_000 && ask() instanceof Permit permit) {
            permit.send();
            admitted++;
        }
        return admitted;
    }

    /** Starts all calls at once. Held calls come again at their time. Returns how many calls began at each time. */
    private Map<Duration, Long> crowd(int size) {
        var begun = new TreeMap<Duration, Long>();
        Duration start = Duration.ofNanos(time.nanos());
        for (int i = 0; i < size; i++) {
            time.after(Duration.ZERO, () -> come(false, start, begun));
        }
        time.run();
        return begun;
    }

    private void come(boolean waited, Duration start, Map<Duration, Long> begun) {
        if (governor.ask(100, waited) instanceof Hold hold) {
            time.after(hold.after(), () -> come(true, start, begun));
        } else {
            begun.merge(Duration.ofNanos(time.nanos()).minus(start), 1L, Long::sum);
        }
    }

    private static long begunBy(long millis, Map<Duration, Long> begun) {
        return begun.entrySet().stream()
                .filter(one -> one.getKey().toMillis() < millis)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Test
    void letsAThousandCallsBeginWithinHalfASecondOfAColdStart() {
        Map<Duration, Long> begun = crowd(1_000);

        assertThat(begunBy(1, begun)).isEqualTo(50);
        assertThat(begunBy(101, begun)).isBetween(95L, 101L);
        assertThat(begunBy(201, begun)).isBetween(190L, 202L);
        assertThat(begunBy(500, begun)).isEqualTo(1_000);
    }

    @Test
    void appliesTheSlowStartAgainAfterAQuietTime() {
        crowd(1_000);
        time.pass(Duration.ofMinutes(10));

        assertThat(begunBy(1, crowd(1_000))).isBetween(49L, 50L);
    }

    @Test
    void letsAThousandCallsJoinASteadyFlowAtOnce() {
        for (int i = 0; i < 600; i++) {
            time.pass(Duration.ofMillis(100));
            answer(NONE);
        }

        assertThat(begunBy(1, crowd(1_000))).isEqualTo(1_000);
    }

    @Test
    void appliesNoSlowStartOnceAReplyReportedALimit() {
        answer(requests(10_000, 10_000));

        assertThat(admittedAtOnce()).isEqualTo(9_000);
    }

    @Test
    void keepsTheLimitWhenManyThreadsAskAndTakesAllPermitsBack() {
        answer(requests(1_000, 1_000));

        for (int round = 0; round < 5; round++) {
            List<Permit> permits = IntStream.range(0, 2_000)
                    .parallel()
                    .mapToObj(i -> ask())
                    .filter(Permit.class::isInstance)
                    .map(Permit.class::cast)
                    .toList();
            assertThat(permits).hasSize(900);
            permits.parallelStream().forEach(Permit::close);
        }
    }

    @Test
    void keepsATenthOfTheLimitUnused() {
        answer(requests(100, 40));

        assertThat(admittedAtOnce()).isEqualTo(30);
    }

    @Test
    void holdsTheNextCallUntilThereIsRoomAgain() {
        answer(requests(60, 6));

        assertThat(held(ask())).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void letsAHeldCallGoWhenItsTimeHasCome() {
        answer(requests(60, 6));
        Duration after = held(ask());

        time.pass(after);

        assertThat(governor.ask(100, true)).isInstanceOf(Permit.class);
        assertThat(governor.ask(100, true)).isInstanceOf(Hold.class);
    }

    @Test
    void givesEachHeldCallItsOwnTimeAtTheRateOfTheLimit() {
        answer(requests(60, 6));

        assertThat(List.of(held(ask()), held(ask()), held(ask())))
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    @Test
    void letsCallsThatWaitedGoFirst() {
        answer(requests(60, 6));
        Duration after = held(ask());
        time.pass(after);

        assertThat(ask()).isInstanceOf(Hold.class);
        assertThat(governor.ask(100, true)).isInstanceOf(Permit.class);
    }

    @Test
    void believesTheHeadersRatherThanItsOwnCount() {
        answer(requests(100, 100));
        admittedAtOnce();

        time.pass(Duration.ofSeconds(1));
        answer(requests(100, 90));

        assertThat(admittedAtOnce()).isGreaterThan(70);
    }

    @Test
    void countsTheCallsOfOtherClients() {
        answer(requests(100, 100));

        answer(requests(100, 20));

        assertThat(admittedAtOnce()).isLessThanOrEqualTo(10);
    }

    @Test
    void expectsOtherClientsToKeepTheirRecentRate() {
        for (int remaining = 100; remaining > 60; remaining -= 2) {
            answer(requests(100, remaining));
        }

        assertThat(admittedAtOnce()).isLessThanOrEqualTo(27);
    }

    @Test
    void countsCallsThatWereSentAfterTheOneThatIsAnswered() {
        Permit first = send();
        for (int i = 0; i < 5; i++) {
            send();
        }

        first.replied(200, requests(100, 20)::get);

        assertThat(admittedAtOnce()).isEqualTo(5);
    }

    @Test
    void ignoresHeadersThatAreOlderThanTheLatestReading() {
        Permit slow = send();
        answer(requests(100, 15));

        slow.replied(200, requests(100, 100)::get);

        assertThat(admittedAtOnce()).isLessThanOrEqualTo(5);
    }

    @Test
    void holdsForLackOfTokensToo() {
        answer(tokens("tokens", 60_000, 6_000));

        // The call sends 100 tokens and expects 500. The answer that has just begun needs 500. A second refills 1,000.
        assertThat(held(ask())).isEqualTo(Duration.ofMillis(1_100));
    }

    @Test
    void keepsInputAndOutputApart() {
        answer(tokens("input-tokens", 60_000, 6_000));

        assertThat(held(ask())).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void countsAnswersThatAreStillBeingWritten() {
        List<Permit> talking = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            talking.add(send());
        }

        talking.get(9).replied(200, tokens("output-tokens", 10_000, 10_000)::get);

        // 10,000 less a tenth and 500 for each of the ten answers. Each further call needs 500.
        assertThat(admittedAtOnce()).isEqualTo(8);
    }

    @Test
    void learnsHowLongAnswersAre() {
        for (int i = 0; i < 100; i++) {
            try (Permit permit = send()) {
                permit.answered(new Usage(100, 2_900));
                permit.replied(200, tokens("tokens", 60_000, 60_000)::get);
            }
        }

        // 60,000 less a tenth and the answer whose reply reported the limit. Each call needs about 3,000.
        assertThat(admittedAtOnce()).isEqualTo(17);
    }

    @Test
    void learnsThatAProviderChargesTheLongestPossibleAnswer() {
        int remaining = 400_000;
        for (int i = 0; i < 30; i++) {
            remaining -= 8_192;
            answer(tokens("tokens", 1_000_000, remaining));
        }

        // 154,240 remain, and 100,000 of them stay unused. Each call needs about 8,192.
        assertThat(admittedAtOnce()).isBetween(6, 7);
    }

    @Test
    void infersALongerPeriodFromAResetOfMoreThanAMinute() {
        // 200 a day
        answer(Map.of(
                "x-ratelimit-limit-requests", "200",
                "x-ratelimit-remaining-requests", "20",
                "x-ratelimit-reset-requests", "21h36m0s"));

        time.pass(Duration.ofMinutes(1));
        assertThat(ask()).isInstanceOf(Hold.class);
        time.pass(Duration.ofMinutes(7));
        assertThat(governor.ask(100, true)).isInstanceOf(Permit.class);
    }

    /** The server's numbers may be wrong, or the account's limit may have been raised since. */
    @Test
    void probesALimitThatHasLongBeenUsedUp() {
        answer(Map.of(
                "x-ratelimit-limit-requests", "60",
                "x-ratelimit-remaining-requests", "0",
                "x-ratelimit-reset-requests", "60000"));

        time.pass(Duration.ofMinutes(4));
        assertThat(governor.ask(100, true)).isInstanceOf(Hold.class);
        time.pass(Duration.ofMinutes(1));
        Permit one = send();
        assertThat(governor.ask(100, true)).isInstanceOf(Hold.class);

        one.replied(200, requests(60, 59)::get);

        assertThat(governor.ask(100, true)).isInstanceOf(Permit.class);
    }

    @Test
    void letsACallThatExceedsTheLimitGoWhenTheBucketIsFull() {
        answer(tokens("tokens", 10_000, 10_000));

        time.pass(held(governor.ask(50_000, false)));

        assertThat(governor.ask(50_000, true)).isInstanceOf(Permit.class);
    }

    @Test
    void givesBackTheCostOfACallThatWasNotSent() {
        answer(requests(60, 7));
        ((Permit) ask()).close();

        assertThat(ask()).isInstanceOf(Permit.class);
    }

    @Test
    void givesBackTheCostOnlyOnce() {
        answer(requests(60, 7));
        Permit permit = (Permit) ask();

        permit.close();
        permit.close();

        assertThat(admittedAtOnce()).isEqualTo(1);
    }

    @Test
    void countsARepeatedCallTwice() {
        answer(requests(60, 8));
        Permit permit = (Permit) ask();
        permit.send();
        permit.send();

        assertThat(ask()).isInstanceOf(Hold.class);
    }

    @Test
    void holdsAllCallsForAsLongAsARefusalAsks() {
        refuse(NONE, Duration.ofSeconds(20));

        time.pass(Duration.ofSeconds(19));
        assertThat(held(ask())).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        time.pass(Duration.ofSeconds(1));
        assertThat(governor.ask(100, true)).isInstanceOf(Permit.class);
    }

    @Test
    void holdsAllCallsForAsLongAsAnOverloadedProviderAsks() {
        try (Permit permit = send()) {
            permit.replied(529, NONE::get);
            assertThat(permit.overloaded(Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(20));
        }

        assertThat(held(ask())).isGreaterThan(Duration.ofSeconds(20));
    }

    @Test
    void givesEachRefusedCallItsOwnRetryTime() {
        List<Permit> crowd = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            crowd.add(send());
        }
        var times = new TreeSet<Duration>();
        for (Permit permit : crowd) {
            permit.replied(429, NONE::get);
            times.add(permit.refused(Duration.ofSeconds(5)));
        }

        assertThat(times).hasSize(30);
        assertThat(times.first()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void namesNoTimeAfterABareRefusal() {
        assertThat(refuse(NONE, null)).isNull();
    }

    @Test
    void treatsARefusalThatTheHeadersDoNotExplainAsBare() {
        assertThat(refuse(requests(60, 11), null)).isNull();

        assertThat(ask()).isInstanceOf(Hold.class);
    }

    @Test
    void holdsForASecondEvenIfARefusalAsksForNoWait() {
        assertThat(refuse(NONE, Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));

        assertThat(ask()).isInstanceOf(Hold.class);
    }

    @Test
    void readsTheWaitFromTheLimitHeadersIfARefusalNamesNone() {
        assertThat(refuse(requests(60, 0), null)).isEqualTo(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 3_600, 86_400})
    void doesNotHoldCallsForAVeryLongPause(int seconds) {
        assertThat(refuse(NONE, Duration.ofSeconds(seconds))).isEqualTo(Duration.ofSeconds(seconds));

        assertThat(held(ask())).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void doublesTheHoldWithEachRefusalInARowWithoutAHint() {
        List<Duration> holds = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            refuse(NONE, null);
            holds.add(held(ask()));
            time.pass(Duration.ofMinutes(2));
        }

        assertThat(holds)
                .containsExactly(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(16),
                        Duration.ofSeconds(32),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60));
    }

    @Test
    void startsAgainWithAShortHoldWhenACallHasPassed() {
        refuse(NONE, null);
        time.pass(Duration.ofMinutes(2));
        refuse(NONE, null);
        time.pass(Duration.ofMinutes(2));
        answer(NONE);
        time.pass(Duration.ofMinutes(2));

        refuse(NONE, null);

        assertThat(held(ask())).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void infersNoLimitFromOneOrTwoRefusals() {
        refuse(NONE, Duration.ofSeconds(1));
        time.pass(Duration.ofSeconds(1));
        refuse(NONE, Duration.ofSeconds(1));
        time.pass(Duration.ofSeconds(1));

        assertKnowsOfNoLimit();
    }

    /** Sends 150 calls. The provider accepts 100, which becomes the guessed limit per minute, and refuses 50. */
    private void crowdOf150() {
        List<Permit> crowd = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            time.pass(Duration.ofMillis(2));
            crowd.add(send());
        }
        crowd.subList(0, 100).forEach(permit -> permit.replied(200, NONE::get));
        crowd.subList(100, 150).forEach(permit -> {
            permit.replied(429, NONE::get);
            permit.refused(Duration.ofSeconds(1));
            permit.close();
        });
    }

    @Test
    void continuesAtTheAcceptedRateAfterManyBareRefusals() {
        crowdOf150();

        time.pass(Duration.ofSeconds(40));

        assertThat(admittedAtOnce()).isBetween(60, 75);
    }

    @Test
    void forgetsAGuessAfterTenMinutesWithoutARefusal() {
        crowdOf150();

        time.pass(Duration.ofMinutes(11));

        assertKnowsOfNoLimit();
    }

    @Test
    void forgetsALimitThatNoReplyReportsAnyMore() {
        answer(requests(60, 60));
        for (int i = 0; i < 50; i++) {
            time.pass(Duration.ofMinutes(1));
            answer(NONE);
        }

        assertKnowsOfNoLimit();
    }
}
