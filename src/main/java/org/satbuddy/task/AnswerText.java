package org.satbuddy.task;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/** A row with one piece of the text of a task that has no result. Written by {@link TextStore}. */
@Entity
@IdClass(AnswerText.Key.class)
@Table(name = "answer_text")
class AnswerText {

    @Id
    @Column(name = "task_id")
    private String taskId;

    @Id
    private int generation;

    /** The offset of the piece's first character in the answer. */
    @Id
    @Column(name = "position")
    private int start;

    private String text;

    protected AnswerText() {}

    int generation() {
        return generation;
    }

    String text() {
        return text;
    }

    /** The primary key. */
    public static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        private String taskId;
        private int generation;
        private int start;

        public Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && generation == key.generation
                    && start == key.start
                    && Objects.equals(taskId, key.taskId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(taskId, generation, start);
        }
    }
}
