package org.satbuddy.task;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The row of a server: its newest boot, and when that was last alive. */
@Entity
@Table(name = "node")
class Node {

    @Id
    private String name;

    /** A UUID per boot. */
    private String boot;

    @Column(name = "seen_at")
    private long seenAt;

    protected Node() {}

    Node(String name, String boot, long seenAt) {
        this.name = name;
        this.boot = boot;
        this.seenAt = seenAt;
    }

    String name() {
        return name;
    }

    String boot() {
        return boot;
    }

    long seenAt() {
        return seenAt;
    }
}
