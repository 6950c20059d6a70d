package org.satbuddy.task;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The row of a conversation; its turns are its tasks. */
@Entity
@Table(name = "conversation")
class Conversation {

    @Id
    private String id;

    private String owner;

    /** The beginning of the first request, until the student renames the conversation. */
    private String title;

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "last_activity")
    private long lastActivity;

    protected Conversation() {}

    Conversation(String id, String owner, String title, long now) {
        this.id = id;
        this.owner = owner;
        this.title = title;
        this.createdAt = now;
        this.lastActivity = now;
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    long createdAt() {
        return createdAt;
    }

    long lastActivity() {
        return lastActivity;
    }
}
