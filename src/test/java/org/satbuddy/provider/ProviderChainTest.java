package org.satbuddy.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.satbuddy.config.Settings;
import org.satbuddy.config.SettingsBuilder;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.task.Answer;
import org.satbuddy.task.Attachment;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Progress;
import org.satbuddy.task.Turn;
import org.satbuddy.task.Usage;
import org.satbuddy.tutor.Prompt;

class ProviderChainTest {

    private static final Answer FIRST = replied("first");
    private static final Answer SECOND = replied("second");
    private static final Answer GUIDED = replied("study-guide");

    private final NoteRecorder progress = new NoteRecorder();

    private static Answer replied(String provider) {
        return new Answer.Completed("Two.", provider, provider + "-1", Usage.NONE);
    }

    private static Answer givenUp(FailureCode code) {
        return new Answer.Failed(code, "first", "first-1", Usage.NONE);
    }

    private static Answer limited(Duration after) {
        return new Answer.TryLater(FailureCode.RATE_LIMITED, after, true);
    }

    private static ProviderChain providers(Answer first, Answer second) {
        return new ProviderChain(
                new EpochClock(), List.of(says("first", first), says("second", second)), says("study-guide", GUIDED));
    }

    private Answer ask(Answer first, Answer second) {
        return providers(first, second).complete(prompt(), progress);
    }

    private Answer askAfterAWait(Answer first, Answer second) {
        return providers(first, second).complete(prompt(true), progress);
    }

    private static Prompt prompt(Attachment... images) {
        return prompt(false, images);
    }

    private static Prompt prompt(boolean waited, Attachment... images) {
        var message = new Prompt.Message(Turn.Role.USER, "?", List.of(images));
        return new Prompt("", List.of(message), null, null, Instant.MAX, waited);
    }

    private static Provider says(String name, Answer outcome) {
        return new Provider() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Answer ask(Prompt prompt, Progress progress) {
                return outcome;
            }
        };
    }

    @Test
    void returnsTheFirstAnswer() {
        assertThat(ask(FIRST, SECOND)).isEqualTo(FIRST);
        assertThat(progress.notes()).containsExactly("first: answered by first-1");
    }

    @Test
    void asksTheNextProviderAfterARejection() {
        assertThat(ask(givenUp(FailureCode.PROVIDER_REJECTED), SECOND)).isEqualTo(SECOND);
        assertThat(progress.notes()).containsExactly("first: provider_rejected", "second: answered by second-1");
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureCode.class,
            names = {"REFUSED", "FILTERED", "TOO_LONG", "CANCELLED"})
    void asksNoOtherProviderIfTheRequestIsTheCause(FailureCode code) {
        assertThat(ask(givenUp(code), SECOND)).isEqualTo(givenUp(code));
    }

    @Test
    void prefersAShortWaitToAnotherProvider() {
        assertThat(ask(limited(Failover.SHORT_WAIT), SECOND)).isEqualTo(limited(Failover.SHORT_WAIT));
    }

    @Test
    void asksTheNextProviderIfAWaitDidNotHelp() {
        assertThat(askAfterAWait(limited(Duration.ofSeconds(1)), SECOND)).isEqualTo(SECOND);
        assertThat(askAfterAWait(new Answer.TryLater(FailureCode.PROVIDER_UNAVAILABLE, Duration.ZERO, false), SECOND))
                .isEqualTo(SECOND);
        assertThat(askAfterAWait(limited(Duration.ofSeconds(1)), limited(Duration.ofSeconds(2))))
                .isEqualTo(limited(Duration.ofSeconds(1)));
        assertThat(askAfterAWait(FIRST, SECOND)).isEqualTo(FIRST);
    }

    @Test
    void asksTheNextProviderInsteadOfALongWait() {
        assertThat(ask(limited(Duration.ofSeconds(6)), SECOND)).isEqualTo(SECOND);
        assertThat(ask(limited(null), SECOND)).isEqualTo(SECOND);
        assertThat(ask(new Answer.TryLater(FailureCode.TIMEOUT, null, true), SECOND))
                .isEqualTo(SECOND);
        assertThat(ask(new Answer.TryLater(FailureCode.PROVIDER_UNAVAILABLE, null, false), SECOND))
                .isEqualTo(SECOND);
    }

    @Test
    void waitsForTheEarliestWhenAllAreBusy() {
        assertThat(ask(limited(Duration.ofSeconds(40)), limited(Duration.ofSeconds(20))))
                .isEqualTo(limited(Duration.ofSeconds(20)));
        assertThat(ask(limited(Duration.ofSeconds(40)), limited(null))).isEqualTo(limited(Duration.ofSeconds(40)));
    }

    @Test
    void expectsAFaultToEndBeforeALimit() {
        var down = new Answer.TryLater(FailureCode.PROVIDER_UNAVAILABLE, null, true);

        assertThat(ask(limited(Duration.ofSeconds(40)), down)).isEqualTo(down);
        assertThat(ask(down, limited(null))).isEqualTo(down);
    }

    @Test
    void countsTheAttemptIfAnyProviderWasCalled() {
        var open = new Answer.TryLater(FailureCode.PROVIDER_UNAVAILABLE, Duration.ofSeconds(9), false);

        assertThat(ask(limited(Duration.ofSeconds(40)), open))
                .isEqualTo(new Answer.TryLater(FailureCode.PROVIDER_UNAVAILABLE, Duration.ofSeconds(9), true));
        assertThat(ask(open, open)).isEqualTo(open);
    }

    @Test
    void waitsForABusyProviderIfTheOtherGaveUp() {
        assertThat(ask(limited(Duration.ofSeconds(40)), givenUp(FailureCode.PROVIDER_REJECTED)))
                .isEqualTo(limited(Duration.ofSeconds(40)));
        assertThat(ask(givenUp(FailureCode.PROVIDER_REJECTED), givenUp(FailureCode.PROVIDER_REJECTED)))
                .isEqualTo(givenUp(FailureCode.PROVIDER_REJECTED));
    }

    @Test
    void asksTheStudyGuideOnlyAsLastResort() {
        ProviderChain providers = providers(limited(null), limited(null));

        assertThat(providers.complete(prompt(), progress)).isEqualTo(limited(null));
        assertThat(providers.lastResort().complete(prompt(), progress)).isEqualTo(GUIDED);
    }

    @Test
    void neverGivesImagesToTheStudyGuideAsLastResort() {
        var image = new Attachment("1", "image/png", new byte[0]);

        assertThat(providers(FIRST, SECOND).lastResort().complete(prompt(image), progress))
                .isInstanceOf(Answer.Failed.class);
    }

    @Test
    void hasADifferentSignatureForEachOrderAndModel() {
        List<Optional<String>> signatures = List.of(
                signature("large", "openai"),
                signature("small", "openai"),
                signature("large", "gemini"),
                signature("large", "openai", "gemini"),
                signature("large", "gemini", "openai"));

        assertThat(signatures).doesNotHaveDuplicates().doesNotContain(Optional.empty());
        assertThat(signature("large", "openai")).isEqualTo(signatures.get(0));
    }

    @Test
    void leavesTheLastResortOutOfTheSignature() {
        assertThat(signature("large", "openai", "study-guide")).isEqualTo(signature("large", "openai"));
        assertThat(providers(FIRST, SECOND).lastResort().signature()).isEmpty();
    }

    @Test
    void hasNoSignatureIfTheStudyGuideIsFirst() {
        assertThat(signature("large", "study-guide")).isEmpty();
        assertThat(signature("large", "study-guide", "openai")).isEmpty();
    }

    /** Building the index takes some tenths of a second. The first task would wait for it. */
    @Test
    void leavesTheStudyGuideAloneUntilItIsAsked() {
        for (List<String> order :
                List.of(List.of("openai"), List.of("openai", "study-guide"), List.of("study-guide"))) {
            var providers = new ProviderChain();
            providers.settings = settings("large", order);
            providers.calls = new InjectedCalls(List.of(new OpenAiCall()));
            providers.studyGuide = new Untouchable();

            assertThatCode(providers::arrange).doesNotThrowAnyException();
        }
    }

    private static final class Untouchable extends StudyGuideProvider {
        @Override
        public String name() {
            throw new AssertionError("asked for its name");
        }
    }

    private static Optional<String> signature(String model, String... order) {
        var providers = new ProviderChain();
        providers.settings = settings(model, List.of(order));
        return providers.signature();
    }

    private static Settings settings(String model, List<String> order) {
        return new SettingsBuilder()
                .providers(order)
                .endpoint("openai", endpoint("https://one.example", model))
                .endpoint("gemini", endpoint("https://two.example", model))
                .build();
    }

    private static Settings.Endpoint endpoint(String url, String model) {
        return new Settings.Endpoint(URI.create(url), Optional.of("k"), model, Optional.empty());
    }

    private static final class EpochClock extends DatabaseClock {
        EpochClock() {
            super(null);
        }

        @Override
        public long millis() {
            return 0;
        }
    }
}
