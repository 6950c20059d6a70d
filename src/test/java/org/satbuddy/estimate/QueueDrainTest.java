package org.satbuddy.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.satbuddy.estimate.ServiceTimes.Span;
import org.satbuddy.task.Kind;
import org.satbuddy.task.QueueSample;
import org.satbuddy.task.State;

class QueueDrainTest {

    private static final long NOW = 1_790_000_000_000L;
    private static final int SLOTS = 50;
    private static final Map<Kind, Double> NO_OVERTAKING = Map.of(Kind.CHAT, 0.0, Kind.QUESTION, 0.0);

    /** Chats take 8 to 12 s and questions twice as long. */
    private final Map<Kind, ServiceTimes> serviceTimes =
            Map.of(Kind.CHAT, evenly(8, 12), Kind.QUESTION, evenly(16, 24));

    @Test
    void claimsAtOnceWhileSlotsAreFree() {
        QueueDrain drain = drain(List.of(), 30, 0);

        assertThat(drain.claimTime(20, NO_OVERTAKING, 1)).isEqualTo(new QueueDrain.ClaimTime(0, 0));
        assertThat(drain.claimTime(21, NO_OVERTAKING, 1).mean()).isPositive();
    }

    @Test
    void standsStillUntilAttemptsThatBeganTogetherEnd() {
        QueueDrain drain = drain(List.of(), SLOTS, 0);

        assertThat(drain.claimTime(1, NO_OVERTAKING, 1).mean()).isCloseTo(8, within(0.7));
        assertThat(drain.claimTime(50, NO_OVERTAKING, 1).mean()).isCloseTo(12, within(0.7));
    }

    @Test
    void movesSoonIfAttemptsAreAboutToEnd() {
        QueueDrain drain = drain(List.of(), SLOTS, 9);

        assertThat(drain.claimTime(25, NO_OVERTAKING, 1).mean()).isLessThan(2);
    }

    @Test
    void movesEvenlyInTheLongRun() {
        QueueDrain drain = drain(List.of(), SLOTS, 0);

        double thousandth = drain.claimTime(1_000, NO_OVERTAKING, 1).mean();
        assertThat(drain.claimTime(2_000, NO_OVERTAKING, 1).mean() - thousandth).isCloseTo(200, within(4.0));
    }

    @Test
    void isSlowerWithQuestionsInTheQueue() {
        QueueDrain chats = drain(List.of(idle(Kind.CHAT)), SLOTS, 0);
        QueueDrain questions = drain(List.of(idle(Kind.QUESTION)), SLOTS, 0);

        assertThat(questions.claimTime(500, NO_OVERTAKING, 1).mean())
                .isGreaterThan(1.7 * chats.claimTime(500, NO_OVERTAKING, 1).mean());
        double slower = chats.slower(Map.of(Kind.CHAT, 0.0, Kind.QUESTION, 10.0));
        assertThat(slower).isCloseTo(2, within(0.1));
        assertThat(chats.claimTime(500, NO_OVERTAKING, slower).mean())
                .isCloseTo(questions.claimTime(500, NO_OVERTAKING, 1).mean(), within(15.0));
    }

    @Test
    void losesSlotsToOvertakingTasks() {
        QueueDrain drain = drain(List.of(), SLOTS, 0);
        Map<Kind, Double> half = Map.of(Kind.CHAT, 2.5, Kind.QUESTION, 0.0);

        assertThat(drain.claimTime(500, half, 1).mean()).isCloseTo(200, within(15.0));
        assertThat(drain.claimTime(500, half, 1).spread())
                .isGreaterThan(drain.claimTime(500, NO_OVERTAKING, 1).spread());
    }

    @Test
    void expectsNoTaskToBeOvertakenForEver() {
        Map<Kind, Double> tooMany = Map.of(Kind.CHAT, 50.0, Kind.QUESTION, 0.0);

        assertThat(drain(List.of(), SLOTS, 0).claimTime(10, tooMany, 1).mean()).isBetween(10.0, 100.0);
    }

    @Test
    void averagesOutTheVariationOfAttempts() {
        QueueDrain.ClaimTime turn = drain(List.of(), SLOTS, 0).claimTime(500, NO_OVERTAKING, 1);

        // Ten rounds of 10 s, and half a round more because all attempts began together.
        assertThat(turn.mean()).isCloseTo(105, within(3.0));
        assertThat(turn.spread()).isLessThan(5);
    }

    private QueueDrain drain(List<QueueSample.Idle> idle, int running, double age) {
        var attempts = new ArrayList<QueueSample.Running>();
        for (int i = 0; i < running; i++) {
            attempts.add(new QueueSample.Running(Kind.CHAT, 5, NOW, NOW - Math.round(age * 1000), true));
        }
        return new QueueDrain(SLOTS, new QueueSample(NOW, idle, attempts, idle.size(), 1), serviceTimes);
    }

    private static QueueSample.Idle idle(Kind kind) {
        return new QueueSample.Idle(State.QUEUED, kind, 5, NOW, NOW);
    }

    private static ServiceTimes evenly(double least, double most) {
        var spans = new ArrayList<Span>();
        for (int i = 0; i < 500; i++) {
            spans.add(new Span(NOW - Math.round(1000 * (least + (most - least) * (i + 0.5) / 500)), NOW));
        }
        return ServiceTimes.of(LifeTable.ofGuess(10, 4), spans, List.of(), NOW, 1);
    }
}
