package org.satbuddy.task;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * The row of an owner's rate allowance. It holds the theoretical arrival time (TAT) of the generic cell rate algorithm,
 * epoch ms: the time at which the whole allowance is available again.
 */
@Entity
@Table(name = "allowance")
class Allowance {

    @Id
    private String subject;

    private long tat;

    protected Allowance() {}

    Allowance(String subject, long tat) {
        this.subject = subject;
        this.tat = tat;
    }

    String subject() {
        return subject;
    }

    long tat() {
        return tat;
    }
}
