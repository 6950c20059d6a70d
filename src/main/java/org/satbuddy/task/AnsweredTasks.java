package org.satbuddy.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.satbuddy.config.AuthMode;
import org.satbuddy.config.Settings;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.log.LimitedLog;

/**
 * The cache of answers, read from the completed tasks. When a task is deleted, its answer leaves the cache, and its
 * owner no longer counts as one who has asked.
 */
@ApplicationScoped
class AnsweredTasks implements AnswerCache {

    private static final System.Logger LOG = LimitedLog.of(AnsweredTasks.class);

    @Inject
    Settings settings;

    @Inject
    Database database;

    @Inject
    DatabaseClock clock;

    /**
     * Off for guests. One person can be as many guests as they like, and would see from a shared answer that somebody
     * else has asked exactly this.
     */
    @Override
    public boolean isOn() {
        return settings.tasks().cacheOwners() > 0 && !settings.authModes().contains(AuthMode.GUEST);
    }

    /**
     * Runs a single indexed query for a question that few owners have asked. A failure is only logged, because the
     * provider can still be asked.
     */
    @Override
    public Optional<Answer.Completed> find(String promptHash) {
        try {
            long after = clock.millis() - settings.tasks().ttl().toMillis();
            return database.transact(em -> newest(em, promptHash, after))
                    .map(task ->
                            new Answer.Completed(task.result(), task.provider(), task.model(), Usage.NONE, null, true));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The cached answers cannot be read; the provider is asked instead.", e);
            return Optional.empty();
        }
    }

    private Optional<Task> newest(EntityManager em, String promptHash, long after) {
        return TaskStore.countOwners(em, promptHash, after) >= settings.tasks().cacheOwners()
                ? TaskStore.newest(em, promptHash, after)
                : Optional.empty();
    }
}
