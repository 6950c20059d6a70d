package org.satbuddy.task;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.satbuddy.database.Sql;

/**
 * All statements on the stored text of tasks that have no result. Before a caller writes text, it changes the task's
 * row in the same transaction. That guarded change fences late writers. All methods run in the caller's transaction.
 */
final class TextStore {

    private static final Sql APPEND = new Sql("insert into answer_text (task_id, generation, position, text)"
            + " values (:id, :generation, :position, :text)");

    private static final Sql DELETE_PIECE = new Sql(
            "delete from answer_text where task_id = :id and generation = :generation and position = :position");

    private static final Sql DELETE = new Sql("delete from answer_text where task_id = :id");

    private TextStore() {}

    static void append(EntityManager em, String id, int generation, LiveText.Piece piece) {
        if (piece.doubtful()) {
            DELETE_PIECE
                    .on(em)
                    .set("id", id)
                    .set("generation", generation)
                    .set("position", piece.position())
                    .execute();
        }
        APPEND.on(em)
                .set("id", id)
                .set("generation", generation)
                .set("position", piece.position())
                .set("text", piece.text())
                .execute();
    }

    static void delete(EntityManager em, String id) {
        DELETE.on(em).set("id", id).execute();
    }

    /** Replaces all stored text of the task. */
    static void replace(EntityManager em, String id, int generation, String text) {
        delete(em, id);
        if (!text.isEmpty()) {
            append(em, id, generation, new LiveText.Piece(0, text));
        }
    }

    /** Deletes the text of tasks whose rows are deleted already. */
    static void deleteOf(EntityManager em, Collection<String> ids) {
        em.createQuery("delete from AnswerText a where a.taskId in :ids")
                .setParameter("ids", ids)
                .executeUpdate();
    }

    /**
     * The text to show for a task without a result: the stored pieces of the newest generation. Null if there are none,
     * or if an unfinished task has moved past that generation.
     */
    static String shown(EntityManager em, Task task) {
        if (!task.mayHaveText()) {
            return null;
        }
        List<AnswerText> pieces = em.createQuery(
                        "select a from AnswerText a where a.taskId = :id order by a.generation desc, a.start",
                        AnswerText.class)
                .setParameter("id", task.id())
                .getResultList();
        if (pieces.isEmpty()) {
            return null;
        }
        int newest = pieces.get(0).generation();
        if (!task.state().isFinal() && newest != task.generation()) {
            return null;
        }
        return pieces.stream()
                .takeWhile(piece -> piece.generation() == newest)
                .map(AnswerText::text)
                .collect(joining());
    }

    /** The length of a task's text that the cache already has, in characters. */
    record Known(String id, int generation, int length) {}

    /** The text stored after the known lengths, by task id. One query reads it for all tasks. */
    static Map<String, String> behind(EntityManager em, List<Known> known) {
        if (known.isEmpty()) {
            return Map.of();
        }
        String each = IntStream.range(0, known.size())
                .mapToObj(i -> "(a.taskId = :id" + i + " and a.generation = :generation" + i + " and a.start >= :start"
                        + i + ")")
                .collect(joining(" or "));
        var query = em.createQuery(
                "select a.taskId, a.text from AnswerText a where " + each + " order by a.taskId, a.start",
                Object[].class);
        for (int i = 0; i < known.size(); i++) {
            query.setParameter("id" + i, known.get(i).id())
                    .setParameter("generation" + i, known.get(i).generation())
                    .setParameter("start" + i, known.get(i).length());
        }
        return query.getResultStream()
                .collect(groupingBy(row -> (String) row[0], mapping(row -> (String) row[1], joining())));
    }
}
