package org.satbuddy.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.log.LimitedLog;

/** Reports that this node is alive, and reads the figures behind limits and estimates. */
@ApplicationScoped
public class Heartbeat {

    private static final System.Logger LOG = LimitedLog.of(Heartbeat.class);

    @Inject
    Database database;

    @Inject
    DatabaseClock clock;

    @Inject
    Membership membership;

    @Inject
    SnapshotCache snapshots;

    @Inject
    QueueSampler sampler;

    @Inject
    Budget budget;

    /**
     * Registers this boot, makes all queued tasks due for a ring, and releases the tasks that this node's earlier boots
     * left. Called once, before any claim.
     */
    public void begin() {
        membership.join();
        long now = clock.millis();
        int left = database.transact(em -> {
            TaskStore.ringAllQueued(em, now);
            return TaskStore.releaseEarlierBoots(em, membership.self(), now);
        });
        if (left > 0) {
            LOG.log(Level.INFO, "Taking over {0} tasks that this node left unfinished.", left);
        }
        snapshots.shareWithOtherNodes(membership.beat());
    }

    /** Called about once a second. */
    public void beat() {
        snapshots.shareWithOtherNodes(membership.beat());
        database.transact(em -> {
            sampler.sample(em);
            budget.sample(em);
            return null;
        });
    }
}
