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
    void grantsFirstToWhoeverWouldHoldLeast() {
        Reservation first = reserve("mia", 60);
        reserve("ben", 40);
        reserve("ben", 15);
        reserve("eve", 50);
        reserve("leo", 10);
        assertThat(granted).containsExactly("mia60", "ben40");

        first.release();
        assertThat(granted).containsExactly("mia60", "ben40", "leo10", "eve50");
    }

    @Test
    void keepsTheOrderOfOneOwner() {
        Reservation first = reserve("mia", 60);
        reserve("mia", 50);
        reserve("mia", 1);
        first.release();
        assertThat(granted).containsExactly("mia60", "mia50", "mia1");
    }

    /** One who fills the line does not keep others from room that there is. */
    @Test
    void refusesNobodyForWhomThereIsRoom() {
        reserve("mia", 60);
        reserve("mia", 1);
        reserve("mia", 1);
        reserve("ben", 60);
        assertThat(reserve("eve", 1)).isNotNull();
        assertThat(granted).containsExactly("mia60", "eve1");
    }

    /** Who waits for a share of one's own gains nothing from another's room. */
    @Test
    void takesNothingBackForAnOwnerWithoutAShare() {
        var slow = new SlowHolder();
        slow.room = reserve("mia", 40, slow);
        var own = new SlowHolder();
        own.room = reserve("ben", 60, own);
        reserve("ben", 10);
        budget.takeBack(1);
        assertThat(slow.ended).isFalse();
        assertThat(own.ended).isTrue();
        assertThat(granted).containsExactly("ben10");
    }

    @Test
    void takesBackNoMoreThanIsWaitedFor() {
        var slow = List.of(new SlowHolder(), new SlowHolder(), new SlowHolder());
        for (int i = 0; i < slow.size(); i++) {
            slow.get(i).room = reserve("guest" + i, 30, slow.get(i));
        }
        reserve("mia", 30);
        budget.takeBack(1);
        assertThat(slow).filteredOn(it -> it.ended).hasSize(1);
        assertThat(granted).containsExactly("mia30");
    }

    @Test
    void grantsNothingThatWasReleasedBefore() {
        Reservation early = budget.reservation("mia", 60, () -> granted.add("mia60"));
        early.release();
        assertThat(early.request()).isTrue();
        assertThat(granted).isEmpty();
        reserve("ben", 60);
        reserve("eve", 40);
        assertThat(granted).containsExactly("ben60", "eve40");
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
        held.add(reserve("ben", 60, () -> reserve("eve", 40)));

        first.release();

        assertThat(granted).containsExactly("mia60", "eve40");
        assertThat(held).doesNotContainNull();
    }

    private Reservation reserve(String owner, int size) {
        return reserve(owner, size, () -> granted.add(owner + size));
    }

    /** Null if too many wait. */
    private Reservation reserve(String owner, int size, SharedBudget.Holder holder) {
        Reservation reservation = budget.reservation(owner, size, holder);
        return reservation.request() ? reservation : null;
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
        slow.room = reserve("mia", 60, slow);
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
        slow.room = reserve("eve", 1, slow);
        budget.takeBack(1);
        assertThat(slow.ended).isFalse();
    }

    private static final class SlowHolder implements SharedBudget.Holder {

        private Reservation room;
        private boolean ended;

        @Override
        public void granted() {}

        @Override
        public long lag(long now) {
            return now;
        }

        @Override
        public void end() {
            ended = true;
            room.release();
        }
    }
}
