package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Failures of writes that are committed in a group. */
class GroupCommitTest extends StoreTestBase {

    @Test
    void commitsTheOtherWritesOfAGroupIfOneFails() throws Exception {
        var gate = new CountDownLatch(1);
        var blocker = line.groupCommit.write(em -> {
            awaitUninterrupted(gate);
            return 0;
        });
        var bad = line.groupCommit.write(em -> {
            throw new IllegalArgumentException("bad");
        });
        var good = line.groupCommit.write(em -> {
            em.persist(new Allowance(me, 7));
            return 1;
        });
        gate.countDown();

        assertThat(blocker.join()).isZero();
        assertThat(good.join()).isEqualTo(1);
        assertThatThrownBy(bad::join).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(line.database.transact(em -> em.find(Allowance.class, me)).tat())
                .isEqualTo(7);
    }

    @Test
    void repeatsAFailedWriteAlone() {
        var times = new AtomicInteger();

        var written = line.groupCommit.write(em -> {
            em.persist(new Allowance(me, 7));
            if (times.incrementAndGet() == 1) {
                throw new IllegalStateException("another node was quicker");
            }
            return "written";
        });

        assertThat(written.join()).isEqualTo("written");
        assertThat(times).hasValue(2);
    }
}
