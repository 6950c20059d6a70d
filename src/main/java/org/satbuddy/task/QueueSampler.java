package org.satbuddy.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.satbuddy.config.Settings;
import org.satbuddy.database.DatabaseClock;

/** Reads the unfinished tasks of the installation for the {@link Estimates}. */
@ApplicationScoped
class QueueSampler {

    /** If there are fewer idle tasks than this, all are read. Otherwise, a sample spread by creation time is read. */
    private static final int MAX_SAMPLE = 2_000;

    @Inject
    Settings settings;

    @Inject
    DatabaseClock clock;

    @Inject
    Membership membership;

    @Inject
    Estimates estimates;

    /** Runs in the transaction of {@code em}. */
    void sample(EntityManager em) {
        long now = clock.millis();
        var idle = TaskStore.idle(em, 1, MAX_SAMPLE);
        long queued = idle.stream().filter(QueueSample.Idle::queued).count();
        if (idle.size() == MAX_SAMPLE) {
            // The rows come in the order of their next ring, so these are mostly the newest tasks. A sample spread by
            // creation time represents all tasks.
            queued = TaskStore.countQueued(em);
            int oneIn = (int) (1 + queued / MAX_SAMPLE);
            idle = TaskStore.idle(em, oneIn, 2 * MAX_SAMPLE);
        }
        var running = TaskStore.running(
                em, membership.self(), Work.timeLimit(settings.providers()).toMillis());
        estimates.take(new QueueSample(now, idle, running, (int) queued, membership.alive()));
    }
}
