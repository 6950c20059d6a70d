package org.satbuddy.task;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.satbuddy.database.Sql;

/**
 * What students thought of answers: {@code up} or {@code down}, on the task's row for the student, and counted beyond
 * it for the administrators, without text or identity. Counted are the completed tasks that have a rating, or had one
 * when they were deleted, on the day (UTC) of their answer, wherever a later rating falls. All methods run in the
 * caller's transaction.
 */
final class Ratings {

    private static final String UP = "up";

    private static final Sql ADD = new Sql("update rating_day set up = up + :up, down = down + :down"
            + " where utc_day = :day and kind = :kind and provider = :provider and model = :model");

    private static final Sql BEGIN = new Sql("insert into rating_day (utc_day, kind, provider, model, up, down)"
            + " values (:day, :kind, :provider, :model, :up, :down)");

    private Ratings() {}

    /** Changes nothing if that is the rating already, or there is no such task of this owner. */
    static void rate(EntityManager em, String owner, String id, String rating) {
        // In this order: no rating is ever taken back, so one that comes between the two is found by the second.
        boolean first = TaskStore.rate(em, owner, id, rating);
        if (first || TaskStore.rateAnew(em, owner, id, rating)) {
            // The row is locked by now: nobody completes or rates the task before this is committed.
            TaskStore.find(em, id)
                    .filter(task -> task.state() == State.COMPLETED)
                    .ifPresent(task -> count(em, task, first ? 0 : -1));
        }
    }

    /** Counts an answer that was rated before it was whole. */
    static void completed(EntityManager em, Task task) {
        if (task.rating() != null) {
            count(em, task, 0);
        }
    }

    /** @param other what the opposite rating gains: -1 if it is taken back, else 0 */
    private static void count(EntityManager em, Task task, int other) {
        boolean up = task.rating().equals(UP);
        if (!set(ADD, em, task, up ? 1 : other, up ? other : 1).movesOne()) {
            set(BEGIN, em, task, up ? 1 : other, up ? other : 1).execute();
        }
    }

    private static Sql.Execution set(Sql how, EntityManager em, Task task, int up, int down) {
        return how.on(em)
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

    /** All counts, oldest day first. */
    static List<RatingDay> all(EntityManager em) {
        return em.createQuery("select r from RatingDay r order by r.day, r.kind, r.provider, r.model", RatingDay.class)
                .getResultList();
    }
}
