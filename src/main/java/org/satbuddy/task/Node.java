package org.satbuddy.task;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The row of a node: its newest boot and the time of that boot's last heartbeat. */
@Entity
@Table(name = "node")
class Node {

    @Id
    private String name;

    /** The UUID of the boot. */
    private String boot;

    /** Epoch ms. */
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
