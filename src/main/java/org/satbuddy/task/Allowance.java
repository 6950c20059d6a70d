package org.satbuddy.task;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * How fast somebody may still ask. Holds one number of the generic cell rate algorithm: the theoretical arrival time,
 * epoch ms, at which the allowance would be whole again.
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
