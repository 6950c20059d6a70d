package org.satbuddy.task;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * The provider tokens that the installation used on one day (UTC). The row holds no personal data and is never deleted.
 */
@Entity
@Table(name = "token_day")
class TokenDay {

    /** The date, ISO 8601. */
    @Id
    private String id;

    private long tokens;

    protected TokenDay() {}

    TokenDay(String id, long tokens) {
        this.id = id;
        this.tokens = tokens;
    }

    String id() {
        return id;
    }

    long tokens() {
        return tokens;
    }
}
