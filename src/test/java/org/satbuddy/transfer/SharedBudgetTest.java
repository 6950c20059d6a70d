package org.satbuddy.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.satbuddy.transfer.SharedBudget.Reservation;

class SharedBudgetTest {

    private final List<String> granted = new ArrayList<>();
    private final SharedBudget budget = new SharedBudget(100, 60, 3, 2);

    @Test
    void grantsWhileThereIsRoom() {
        reserve("mia", 60);
        reserve("ben", 40);
        reserve("eve", 1);

        assertThat(granted).containsExactly("mia60", "ben40");
    }

    @Test
    void grantsInTheOrderOfTheLineWhenRoomIsReturned() {
        Reservation first = reserve("mia", 60);
        Reservation second = reserve("ben", 40);
        reserve("eve", 50);
        reserve("leo", 10);

        second.release();
        assertThat(granted).containsExactly("mia60", "ben40");
        first.release();

        assertThat(granted).containsExactly("mia60", "ben40", "eve50", "leo10");
    }

    /** One student with many photos does not hold up the others. */
    @Test
    void letsOthersPassAnOwnerWhoseShareIsUsedUp() {
        Reservation first = reserve("mia", 50);
        reserve("mia", 20);
        reserve("ben", 20);

        assertThat(granted).containsExactly("mia50", "ben20");
        first.release();
        assertThat(granted).containsExactly("mia50", "ben20", "mia20");
    }

    @Test
    void refusesWhenTooManyWait() {
        reserve("mia", 60);
        reserve("mia", 1);
        reserve("mia", 2);
        assertThat(reserve("mia", 3)).isNull();
        assertThat(reserve("ben", 40)).isNotNull();
        assertThat(reserve("ben", 1)).isNotNull();

        assertThat(reserve("eve", 1)).isNull();
    }

    @Test
    void returnsRoomOnceAndLeavesTheLine() {
        Reservation first = reserve("mia", 60);
        Reservation second = reserve("mia", 30);
        second.release();
        first.release();
        first.release();
        reserve("ben", 60);
        reserve("eve", 41);

        assertThat(granted).containsExactly("mia60", "ben60");
    }

    /** A body may be complete, and its room returned, before the call that reserved it returns. */
    @Test
    void mayBeUsedFromWhatItCalls() {
        var held = new ArrayList<Reservation>();
        Reservation first = reserve("mia", 60);
        held.add(budget.reserve("ben", 60, () -> reserve("eve", 40)));

        first.release();

        assertThat(granted).containsExactly("mia60", "eve40");
        assertThat(held).doesNotContainNull();
    }

    private Reservation reserve(String owner, int size) {
        return budget.reserve(owner, size, () -> granted.add(owner + size));
    }

    @Test
    void reservesAtOnceOrNotAtAll() {
        Reservation first = budget.tryReserve("mia", 60);
        assertThat(first).isNotNull();
        assertThat(budget.tryReserve("mia", 1)).as("beyond her share").isNull();
        assertThat(budget.tryReserve("ben", 41)).as("beyond the total").isNull();
        assertThat(budget.tryReserve("ben", 40)).isNotNull();

        first.release();
        assertThat(budget.tryReserve("mia", 60)).isNotNull();
    }

    @Test
    void endsSlowHoldersOnlyWhileOthersWait() {
        var slow = new SlowHolder();
        slow.room = budget.reserve("mia", 60, slow);
        reserve("ben", 40);
        budget.takeBack(1);
        assertThat(slow.ended).isFalse();

        reserve("eve", 50);
        budget.takeBack(0);
        assertThat(slow.ended).as("it still has time").isFalse();
        budget.takeBack(1);

        assertThat(slow.ended).isTrue();
        assertThat(granted).containsExactly("ben40", "eve50");
    }

    /** It holds nothing that others wait for. */
    @Test
    void leavesAloneASlowHolderThatWaitsItself() {
        var slow = new SlowHolder();
        reserve("mia", 60);
        reserve("ben", 40);
        slow.room = budget.reserve("eve", 1, slow);
        budget.takeBack(1);
        assertThat(slow.ended).isFalse();
    }

    private static final class SlowHolder implements SharedBudget.Holder {

        private Reservation room;
        private boolean ended;

        @Override
        public void granted() {}

        @Override
        public boolean isSlow(long now) {
            return now > 0;
        }

        @Override
        public void end() {
            ended = true;
            room.release();
        }
    }
}
