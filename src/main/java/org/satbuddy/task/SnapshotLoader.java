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
 * Reads tasks from the database into {@link SnapshotCache}: one that nobody knows here, and those that have changed without
 * this node's knowing.
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

    /** The task as it is in the database; empty if it is unknown or expired. */
    Optional<TaskSnapshot> read(String id) {
        return database.transact(em -> TaskStore.findWithActivity(em, id)
                        .map(row -> snapshot(row, TextStore.shown(em, (Task) row[0]))))
                .filter(task -> task.expiresAt() > clock.millis())
                .map(snapshots::publish);
    }

    /**
     * Reads what has become of the tasks that are watched here or worked on here: one query for two hundred of them, and
     * two more for those that have changed. Those who watch are told; work on what was cancelled or taken over is stopped.
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

    /** Of those that are being written only what is new, for all together; of the few that have ended without a result all. */
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
