package org.satbuddy.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The ends of the chain. There is one row, which is locked while an event is added. */
@Entity
@Table(name = "audit_head")
public class AuditHead {

    static final int ID = 1;

    @Id
    private int id;

    private long seq;
    private String hash;

    @Column(name = "removed_seq")
    private long removedSeq;

    @Column(name = "removed_hash")
    private String removedHash;

    protected AuditHead() {}

    long seq() {
        return seq;
    }

    String hash() {
        return hash;
    }

    /** The last event that was removed because of its age; 0 if none was. */
    long removedSeq() {
        return removedSeq;
    }

    String removedHash() {
        return removedHash;
    }

    void removed(AuditEvent last) {
        removedSeq = last.seq();
        removedHash = last.hash();
    }

    void moveTo(AuditEvent event) {
        seq = event.seq();
        hash = event.hash();
    }
}
