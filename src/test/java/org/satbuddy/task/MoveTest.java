package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MoveTest {

    @ParameterizedTest
    @EnumSource
    void neverBeginsInAFinalState(Move move) {
        assertThat(move.from()).isNotEmpty().noneMatch(State::isFinal);
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void leadsFromEveryUnfinishedStateToAFinalState(State state) {
        Set<State> next = Arrays.stream(Move.values())
                .filter(move -> move.from().contains(state))
                .map(Move::to)
                .collect(Collectors.toSet());

        if (state.isFinal()) {
            assertThat(next).isEmpty();
        } else {
            assertThat(next).contains(State.FAILED, State.CANCELLED);
        }
    }

    @Test
    void writesItsGuardInSql() {
        assertThat(Move.CLAIM.set()).isEqualTo("state = 'RUNNING'");
        assertThat(Move.CLAIM.guard()).isEqualTo("(state = 'QUEUED' or state = 'WAITING')");
    }
}
