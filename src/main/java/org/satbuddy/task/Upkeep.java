package org.satbuddy.task;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.partitioningBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.database.GroupCommit;

/**
 * What must be done from time to time so that the promises hold: leases renewed, bells rung again, tasks given up,
 * snapshots of other nodes' work re-read. Each is short, safe to repeat, and safe on several nodes at once.
 */
@ApplicationScoped
public class Upkeep {

    private static final long FIRST_RING_GAP = Duration.ofSeconds(5).toMillis();
    private static final long LONGEST_RING_GAP = Duration.ofMinutes(5).toMillis();
    private static final int BATCH = 200;

    /** Often enough for one who polls every second. */
    private static final Duration TEXT_PAUSE = Duration.ofSeconds(1);

    private static final Duration TEXT_PAUSE_SHARED = Duration.ofMillis(200);

    private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());

    @Inject
    Database database;

    @Inject
    GroupCommit groupCommit;

    @Inject
    DatabaseClock clock;

    @Inject
    Membership membership;

    @Inject
    Worker worker;

    @Inject
    SnapshotCache snapshots;

    @Inject
    SnapshotLoader loader;

    @Inject
    QueueSampler sampler;

    @Inject
    Budget budget;

    @Inject
    Bell bell;

    /** Once, before anything is claimed: joins the nodes and takes over what this node's earlier boots left behind. */
    public void begin() {
        membership.join();
        long now = clock.millis();
        int left = database.transact(entities -> {
            TaskStore.ringAllQueued(entities, now);
            return TaskStore.releaseEarlierBoots(entities, membership.self(), now);
        });
        if (left > 0) {
            LOG.log(Level.INFO, "Taking over {0} tasks that this node left unfinished.", left);
        }
        snapshots.shareWithOtherNodes(membership.beat());
    }

    /** Every second or so: heartbeat, and the figures that limits and estimates are made of. */
    public void beat() {
        snapshots.shareWithOtherNodes(membership.beat());
        database.transact(entities -> {
            sampler.sample(entities);
            budget.sample(entities);
            return null;
        });
    }

    /** Several times in a lease: renews what runs here, and stops what was cancelled or taken over elsewhere. */
    public void renewLeases() {
        long now = clock.millis();
        long leaseUntil = now + Lease.LENGTH.toMillis();
        List<String> ids = worker.running();
        for (int from = 0; from < ids.size(); from += BATCH) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + BATCH));
            Set<String> held =
                    write(entities -> TaskStore.renew(entities, some, membership.self(), now, leaseUntil) == some.size()
                            ? Set.copyOf(some)
                            : new HashSet<>(TaskStore.held(entities, some, membership.self(), now)));
            worker.stopIf(id -> some.contains(id) && !held.contains(id));
        }
    }

    /**
     * Rings for every task that is due, at growing intervals for as long as nobody answers, and fails those whose age or
     * patience is used up.
     */
    public void attendToDue() {
        long now = clock.millis();
        List<TaskStore.Due> due;
        do {
            due = write(entities -> TaskStore.due(entities, now, BATCH));
            Map<Boolean, List<TaskStore.Due>> hopeless =
                    due.stream().collect(partitioningBy(task -> task.isHopeless(now)));
            giveUp(hopeless.get(true), now);
            hopeless.get(false).stream()
                    .collect(groupingBy(TaskStore.Due::rings))
                    .forEach((rings, some) -> ring(rings, some, now));
        } while (due.size() == BATCH);
    }

    /** With the reason that they waited for. */
    private void giveUp(List<TaskStore.Due> hopeless, long now) {
        if (hopeless.isEmpty()) {
            return;
        }
        write(entities -> hopeless.stream()
                        .filter(task -> TaskStore.giveUp(
                                entities,
                                task.id(),
                                task.state() == State.WAITING ? task.code() : FailureCode.EXPIRED,
                                now))
                        .map(TaskStore.Due::id)
                        .toList())
                .forEach(loader::read);
    }

    /** One statement for all that were rung for as often: a long queue must not keep submissions from being committed. */
    private void ring(int rings, List<TaskStore.Due> due, long now) {
        List<String> ids = due.stream().map(TaskStore.Due::id).toList();
        int moved = write(entities -> TaskStore.moveRings(entities, ids, now, now + gap(rings)));
        // Fewer than all: another node was here too, or some have just ended. A ring too many does no harm.
        if (moved > 0) {
            due.forEach(task -> bell.ring(new Bell.Ring(task.id(), task.kind(), task.priority())));
        }
    }

    private static long gap(int rings) {
        return Math.min(FIRST_RING_GAP << Math.min(rings, 10), LONGEST_RING_GAP);
    }

    /** While other nodes are alive: tells those who wait here what happened there, and obeys it. */
    public void followOtherNodes() {
        if (snapshots.shared()) {
            loader.readChanged();
        }
    }

    /**
     * The same on a node that is alone, but seldom: it does not know of its own commits if the connection is lost as they are
     * answered.
     */
    public void catchUp() {
        if (!snapshots.shared()) {
            loader.readChanged();
        }
    }

    /** Stores what was written of answers: at once where other nodes may wait for it, else to have it if there is no more. */
    public void storeTexts() {
        worker.storeTexts(snapshots.shared() ? TEXT_PAUSE_SHARED : TEXT_PAUSE);
    }

    /**
     * Lets those go who wait for news that will not come from here. A server that is told to stop waits for the requests
     * that it still answers, and says so to no application: call it when the JVM, or the application, is about to end.
     */
    public void leave() {
        snapshots.leave(worker::worksOn);
    }

    /** In the group commit, like every other change of a task: two transactions at once would lock rows in different orders. */
    private <T> T write(Function<EntityManager, T> work) {
        return GroupCommit.join(groupCommit.write(work), Lease.LENGTH);
    }
}
