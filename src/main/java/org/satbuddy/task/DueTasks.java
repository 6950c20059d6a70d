package org.satbuddy.task;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.partitioningBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.database.GroupCommit;

/** Rings for tasks that are due, and gives up tasks whose time is up. */
@ApplicationScoped
public class DueTasks {

    /**
     * The time from the first ring, right after a task's commit, to the second. The gap then doubles with each ring.
     */
    static final long FIRST_RING_MILLIS = Duration.ofSeconds(5).toMillis();

    private static final long LONGEST_GAP_MILLIS = Duration.ofMinutes(5).toMillis();

    @Inject
    GroupCommit groupCommit;

    @Inject
    DatabaseClock clock;

    @Inject
    SnapshotLoader loader;

    @Inject
    Bell bell;

    /** Rings at growing intervals until a worker claims the task. Fails tasks whose age or patience is used up. */
    public void attend() {
        long now = clock.millis();
        List<TaskStore.Due> due;
        do {
            due = groupCommit.write(em -> TaskStore.due(em, now, TaskStore.BATCH), Lease.LENGTH);
            Map<Boolean, List<TaskStore.Due>> hopeless =
                    due.stream().collect(partitioningBy(task -> task.isHopeless(now)));
            giveUp(hopeless.get(true), now);
            hopeless.get(false).stream()
                    .collect(groupingBy(TaskStore.Due::rings))
                    .forEach((rings, group) -> ring(rings, group, now));
        } while (due.size() == TaskStore.BATCH);
    }

    /** A waiting task fails with the reason for its wait, a queued task with {@link FailureCode#EXPIRED}. */
    private void giveUp(List<TaskStore.Due> hopeless, long now) {
        if (hopeless.isEmpty()) {
            return;
        }
        groupCommit
                .write(
                        em -> hopeless.stream()
                                .filter(task -> TaskStore.giveUp(
                                        em,
                                        task.id(),
                                        task.state() == State.WAITING ? task.code() : FailureCode.EXPIRED,
                                        now))
                                .map(TaskStore.Due::id)
                                .toList(),
                        Lease.LENGTH)
                .forEach(loader::read);
    }

    /** Updates all tasks with the same number of rings in one statement, so that a long queue delays no submission. */
    private void ring(int rings, List<TaskStore.Due> due, long now) {
        List<String> ids = due.stream().map(TaskStore.Due::id).toList();
        int moved = groupCommit.write(em -> TaskStore.moveRings(em, ids, now, now + gap(rings)), Lease.LENGTH);
        // Fewer rows move if another node has moved them, or if tasks have just ended. An extra ring does no harm.
        if (moved > 0) {
            due.forEach(task -> bell.ring(new Bell.Ring(task.id(), task.kind(), task.priority())));
        }
    }

    private static long gap(int rings) {
        return Math.min(FIRST_RING_MILLIS << Math.min(rings, 10), LONGEST_GAP_MILLIS);
    }
}
