package org.satbuddy.task;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.satbuddy.database.Sql;

/**
 * Stores and counts the ratings of answers, {@code up} or {@code down}. The task's row holds the rating for the
 * student. {@link RatingDay} holds the counts for administrators, without text or identity, and they outlive the task.
 * A rating is counted when the task is completed, or at once if it already is. It counts for the day (UTC) of the
 * answer. All methods run in the caller's transaction.
 */
final class Ratings {

    private static final String UP = "up";

    private static final Sql ADD = new Sql("update rating_day set up = up + :up, down = down + :down"
            + " where utc_day = :day and kind = :kind and provider = :provider and model = :model");

    private static final Sql INSERT = new Sql("insert into rating_day (utc_day, kind, provider, model, up, down)"
            + " values (:day, :kind, :provider, :model, :up, :down)");

    private Ratings() {}

    /** Changes nothing if the task already has this rating, or if this owner has no such task. */
    static void rate(EntityManager em, String owner, String id, String rating) {
        // The order matters: if the first call finds a rating, so does the second, because ratings are never removed.
        boolean first = TaskStore.rate(em, owner, id, rating);
        if (first || TaskStore.rateAnew(em, owner, id, rating)) {
            // The row is locked now: no other transaction completes or rates the task before this one commits.
            TaskStore.find(em, id)
                    .filter(task -> task.state() == State.COMPLETED)
                    .ifPresent(task -> count(em, task, first ? 0 : -1));
        }
    }

    /** Counts the rating of an answer that was rated before it was complete. */
    static void completed(EntityManager em, Task task) {
        if (task.rating() != null) {
            count(em, task, 0);
        }
    }

    /** @param other the change of the opposite count: -1 if the task had the opposite rating, else 0 */
    private static void count(EntityManager em, Task task, int other) {
        boolean up = task.rating().equals(UP);
        if (!set(ADD, em, task, up ? 1 : other, up ? other : 1).movesOne()) {
            set(INSERT, em, task, up ? 1 : other, up ? other : 1).execute();
        }
    }

    private static Sql.Execution set(Sql statement, EntityManager em, Task task, int up, int down) {
        return statement
                .on(em)
                .set("up", up)
                .set("down", down)
                .set("day", day(task.finishedAt()))
                .set("kind", task.kind())
                .set("provider", Objects.requireNonNullElse(task.provider(), ""))
                .set("model", Objects.requireNonNullElse(task.model(), ""));
    }

    private static String day(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis)
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
    }

    /** Returns all counts, oldest day first. */
    static List<RatingDay> all(EntityManager em) {
        return em.createQuery("select r from RatingDay r order by r.day, r.kind, r.provider, r.model", RatingDay.class)
                .getResultList();
    }
}
