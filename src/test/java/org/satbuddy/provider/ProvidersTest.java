package org.satbuddy.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.satbuddy.task.Attachment;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Progress;
import org.satbuddy.task.Turn;
import org.satbuddy.task.Usage;
import org.satbuddy.tutor.Outcome;
import org.satbuddy.tutor.Prompt;

class ProvidersTest {

    private static final Outcome GUIDED =
            new Outcome.Replied("From the guide.", Provider.STUDY_GUIDE, "embedded", Usage.NONE);
    private static final Outcome LIMITED = new Outcome.Busy(FailureCode.RATE_LIMITED, Duration.ofSeconds(9), true);

    private static Outcome ask(Outcome first, boolean lastTry, Attachment... images) {
        var message = new Prompt.Message(Turn.Role.USER, "?", List.of(images));
        var prompt = new Prompt("", List.of(message), Prompt.Format.MARKDOWN, null, Instant.MAX, lastTry);
        return new Providers(List.of(says(Provider.OPENAI, first), says(Provider.STUDY_GUIDE, GUIDED)))
                .complete(prompt, null);
    }

    private static Provider says(String name, Outcome outcome) {
        return new Provider() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Outcome ask(Prompt prompt, Progress progress) {
                return outcome;
            }
        };
    }

    private static Outcome givenUp(FailureCode code) {
        return new Outcome.GivenUp(code, Provider.OPENAI, "small-1", Usage.NONE);
    }

    @Test
    void isContentWithTheFirstAnswer() {
        var replied = new Outcome.Replied("Two.", Provider.OPENAI, "small-1", Usage.NONE);

        assertThat(ask(replied, true)).isEqualTo(replied);
    }

    @Test
    void handsOverWhatAProviderRejects() {
        assertThat(ask(givenUp(FailureCode.PROVIDER_REJECTED), false)).isEqualTo(GUIDED);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureCode.class,
            names = {"REFUSED", "FILTERED", "TOO_LONG", "CANCELLED"})
    void neverShopsAroundWhatTheRequestBroughtAbout(FailureCode code) {
        assertThat(ask(givenUp(code), true)).isEqualTo(givenUp(code));
    }

    @Test
    void waitsForABusyProviderAndHandsOverInTheEnd() {
        assertThat(ask(LIMITED, false)).isEqualTo(LIMITED);
        assertThat(ask(LIMITED, true)).isEqualTo(GUIDED);
    }

    @Test
    void neverGivesImagesToTheStudyGuideInAnothersPlace() {
        var image = new Attachment("1", "image/png", new byte[0]);

        assertThat(ask(LIMITED, true, image)).isEqualTo(LIMITED);
    }
}
