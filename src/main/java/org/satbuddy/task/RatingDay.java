package org.satbuddy.task;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/**
 * The row that counts the good and bad ratings of answers of one kind, provider and model that were finished on one day
 * (UTC). It holds only numbers and never expires. Written by {@link Ratings}.
 */
@Entity
@IdClass(RatingDay.Key.class)
@Table(name = "rating_day")
class RatingDay {

    /** The date, ISO 8601. */
    @Id
    @Column(name = "utc_day")
    private String day;

    @Id
    @Enumerated(EnumType.STRING)
    private Kind kind;

    /** Empty if the answer names no provider. */
    @Id
    private String provider;

    /** Empty if the answer names no model. */
    @Id
    private String model;

    private long up;
    private long down;

    protected RatingDay() {}

    String day() {
        return day;
    }

    Kind kind() {
        return kind;
    }

    String provider() {
        return provider;
    }

    String model() {
        return model;
    }

    long up() {
        return up;
    }

    long down() {
        return down;
    }

    /** The primary key. */
    public static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        private String day;
        private Kind kind;
        private String provider;
        private String model;

        public Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && kind == key.kind
                    && Objects.equals(day, key.day)
                    && Objects.equals(provider, key.provider)
                    && Objects.equals(model, key.model);
        }

        @Override
        public int hashCode() {
            return Objects.hash(day, kind, provider, model);
        }
    }
}
