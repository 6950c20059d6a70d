package org.satbuddy.audit;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The last event of the chain. There is one row, which is locked while an event is added. */
@Entity
@Table(name = "audit_head")
public class AuditHead {

    static final int ID = 1;

    @Id
    private int id;

    private long seq;
    private String hash;

    protected AuditHead() {}

    long seq() {
        return seq;
    }

    String hash() {
        return hash;
    }

    void moveTo(AuditEvent event) {
        seq = event.seq();
        hash = event.hash();
    }
}
