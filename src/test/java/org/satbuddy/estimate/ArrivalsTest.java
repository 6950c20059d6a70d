package org.satbuddy.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.satbuddy.task.Kind;
import org.satbuddy.task.QueueSample;
import org.satbuddy.task.State;

class ArrivalsTest {

    private static final int CHAT_PRIORITY = 5;
    private static final int QUESTION_PRIORITY = 3;

    private final Arrivals arrivals = new Arrivals();
    private long now = 1_790_000_000_000L;

    @Test
    void measuresTheRateOfASteadyStream() {
        for (int second = 0; second < 180; second++) {
            sample(2, 1);
        }

        assertThat(chats(QUESTION_PRIORITY + 1)).isCloseTo(2, within(0.01));
        assertThat(chats(CHAT_PRIORITY + 1)).isZero();
        assertThat(arrivals.perSecond().get(Kind.QUESTION)[QUESTION_PRIORITY]).isCloseTo(1, within(0.01));
        assertThat(arrivals.perSecond().get(Kind.QUESTION)[QUESTION_PRIORITY + 1])
                .isZero();
    }

    @Test
    void doesNotMistakeAClassForAStream() {
        for (int second = 0; second < 180; second++) {
            sample(second == 100 ? 300 : 0, 0);
        }

        assertThat(chats(0)).isZero();
    }

    @Test
    void forgetsAStreamThatHasEnded() {
        for (int second = 0; second < 180; second++) {
            sample(2, 0);
        }
        for (int second = 0; second < 80; second++) {
            sample(0, 0);
        }

        assertThat(chats(0)).isZero();
    }

    @Test
    void forgetsArrivalsBeforeAPauseOfTheHeartbeat() {
        for (int second = 0; second < 180; second++) {
            sample(2, 0);
        }
        now += 600_000;
        sample(0, 0);
        now += 20_000;
        sample(0, 0);

        assertThat(chats(0)).isZero();
    }

    private double chats(int fromPriority) {
        return arrivals.perSecond().get(Kind.CHAT)[fromPriority];
    }

    /** Takes a sample a second later. Half of the new chats are being answered already. */
    private void sample(int chats, int questions) {
        long since = now;
        now += 1_000;
        var idle = new ArrayList<QueueSample.Idle>();
        var running = new ArrayList<QueueSample.Running>();
        for (int i = 0; i < chats; i++) {
            if (i % 2 == 0) {
                idle.add(new QueueSample.Idle(State.QUEUED, Kind.CHAT, CHAT_PRIORITY, now, now));
            } else {
                running.add(new QueueSample.Running(Kind.CHAT, CHAT_PRIORITY, now, now, true));
            }
        }
        for (int i = 0; i < questions; i++) {
            idle.add(new QueueSample.Idle(State.QUEUED, Kind.QUESTION, QUESTION_PRIORITY, now, now));
        }
        idle.add(new QueueSample.Idle(State.QUEUED, Kind.CHAT, CHAT_PRIORITY, since - 1, since - 1));
        arrivals.count(new QueueSample(now, List.copyOf(idle), List.copyOf(running), idle.size(), 1), since);
    }
}
