package org.satbuddy.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.satbuddy.config.Settings;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;

/**
 * Reads tasks from the database into {@link SnapshotCache}: single tasks on request, and all watched or running tasks
 * that changed without this node's knowledge.
 */
@ApplicationScoped
class SnapshotLoader {

    @Inject
    Settings settings;

    @Inject
    Database database;

    @Inject
    DatabaseClock clock;

    @Inject
    SnapshotCache snapshots;

    @Inject
    Membership membership;

    @Inject
    Worker worker;

    /** Reads one task; empty if it is unknown or expired. */
    Optional<TaskSnapshot> read(String id) {
        return database.transact(em -> TaskStore.findWithActivity(em, id)
                        .map(row -> snapshot(row, TextStore.shown(em, (Task) row[0]))))
                .filter(task -> task.expiresAt() > clock.millis())
                .map(snapshots::publish);
    }

    /**
     * Reads the changes of all tasks that this node watches or works on. Notifies the watchers. Stops the work on tasks
     * that were cancelled, taken over or deleted.
     *
     * <p>Costs one query for every 200 tasks, and two more if some have changed. Each changed task that may have text
     * but does not run costs one more.
     */
    void readChanged() {
        Set<String> ids = new LinkedHashSet<>(snapshots.watched());
        ids.addAll(worker.running());
        List<String> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += TaskStore.BATCH) {
            readChanged(all.subList(from, Math.min(all.size(), from + TaskStore.BATCH)));
        }
    }

    private void readChanged(List<String> ids) {
        List<TaskStore.Revision> revisions = new ArrayList<>();
        List<TaskSnapshot> changed = database.transact(em -> {
            revisions.addAll(TaskStore.revisions(em, ids));
            return changed(em, revisions);
        });
        changed.forEach(snapshots::publish);
        Set<String> gone = new HashSet<>(ids);
        for (TaskStore.Revision task : revisions) {
            gone.remove(task.id());
            if (!task.isRunBy(membership.self())) {
                worker.stopAfter(task.id(), task.generation());
            }
        }
        snapshots.forget(gone);
        gone.forEach(worker::stop);
    }

    private List<TaskSnapshot> changed(EntityManager em, List<TaskStore.Revision> revisions) {
        Set<String> changed = new HashSet<>();
        for (TaskStore.Revision task : revisions) {
            if (snapshots.known(task.id()).map(task::isAfter).orElse(true)) {
                changed.add(task.id());
            }
        }
        if (changed.isEmpty()) {
            return List.of();
        }
        List<Object[]> rows = TaskStore.findWithActivity(em, changed);
        Map<String, String> texts = texts(em, rows);
        return rows.stream()
                .map(row -> snapshot(row, texts.get(((Task) row[0]).id())))
                .toList();
    }

    /**
     * The text of each task. The cached text of running tasks is completed with the new pieces, in one query for all of
     * them. The few other tasks with text are read whole, one by one.
     */
    private Map<String, String> texts(EntityManager em, List<Object[]> rows) {
        Map<String, String> texts = new HashMap<>();
        List<TextStore.Known> known = new ArrayList<>();
        for (Object[] row : rows) {
            Task task = (Task) row[0];
            if (task.state() == State.RUNNING && task.mayHaveText()) {
                String before = snapshots
                        .known(task.id())
                        .filter(it -> it.generation() == task.generation() && it.partial() != null)
                        .map(TaskSnapshot::partial)
                        .orElse("");
                texts.put(task.id(), before);
                known.add(new TextStore.Known(task.id(), task.generation(), before.length()));
            } else {
                texts.put(task.id(), TextStore.shown(em, task));
            }
        }
        TextStore.behind(em, known).forEach((id, more) -> texts.merge(id, more, String::concat));
        texts.values().removeIf(text -> text != null && text.isEmpty());
        return texts;
    }

    private TaskSnapshot snapshot(Object[] row, String partial) {
        return ((Task) row[0])
                .snapshot(partial, (Long) row[1], settings.tasks().ttl().toMillis());
    }
}
