package org.satbuddy.queue;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.satbuddy.database.DatabaseUnavailable;
import org.satbuddy.database.Erasure;
import org.satbuddy.log.LimitedLog;
import org.satbuddy.task.Conversations;
import org.satbuddy.task.DueTasks;
import org.satbuddy.task.Heartbeat;
import org.satbuddy.task.LeaseRenewal;
import org.satbuddy.task.NodeUpdates;
import org.satbuddy.task.Worker;

/**
 * Runs the maintenance of tasks, each duty at its own interval, while the application is up. The duties also run while
 * the server is suspended, so that this node stays a member and expired conversations are deleted. A managed scheduler
 * would run nothing meanwhile, and log an error for each run.
 */
@ApplicationScoped
class MaintenanceTimer {

    private static final System.Logger LOG = LimitedLog.of(MaintenanceTimer.class);

    @Inject
    Heartbeat heartbeat;

    @Inject
    DueTasks dueTasks;

    @Inject
    LeaseRenewal leaseRenewal;

    @Inject
    NodeUpdates nodeUpdates;

    @Inject
    Conversations conversations;

    @Inject
    Erasure erasure;

    @Inject
    Worker worker;

    @Resource
    ManagedThreadFactory threads;

    private ScheduledThreadPoolExecutor timer;
    private final Thread leaving = new Thread(() -> worker.leave(), "satbuddy-leaving");

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        timer = new ScheduledThreadPoolExecutor(0, threads);
        heartbeat.begin();
        every(Duration.ofSeconds(1), heartbeat::beat);
        every(Duration.ofSeconds(1), dueTasks::attend);
        every(Duration.ofMillis(150), nodeUpdates::followOtherNodes);
        every(Duration.ofMillis(100), worker::storeTexts);
        every(Duration.ofMillis(250), worker::followSwitches);
        every(Duration.ofSeconds(4), leaseRenewal::renew);
        every(Duration.ofSeconds(4), nodeUpdates::catchUp);
        every(Duration.ofSeconds(10), LimitedLog::report);
        every(Duration.ofSeconds(30), conversations::expire);
        every(Duration.ofSeconds(20), erasure::erase);
        Runtime.getRuntime().addShutdownHook(leaving);
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object application) {
        timer.shutdown();
        try {
            Runtime.getRuntime().removeShutdownHook(leaving);
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "The whole server stops, not this application alone.");
        }
        try {
            worker.close();
        } finally {
            worker.leave();
        }
    }

    /** Each duty adds a thread, so that one that waits for the database holds up no other. */
    private void every(Duration interval, Runnable duty) {
        timer.setCorePoolSize(timer.getCorePoolSize() + 1);
        timer.scheduleWithFixedDelay(() -> run(duty), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Catches failures, because an exception would cancel the timer. The next run sees the same rows. */
    private static void run(Runnable duty) {
        try {
            duty.run();
        } catch (DatabaseUnavailable e) {
            LOG.log(Level.WARNING, "The database is unavailable; maintenance is tried again shortly.");
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A maintenance duty failed; it is tried again shortly.", e);
        }
    }
}
