package org.satbuddy.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A person who signs in. */
@Entity
@Table(name = "account")
public class Account {

    @Id
    private String id;

    private String name;

    @Column(name = "display_name")
    private String displayName;

    @Enumerated(EnumType.STRING)
    private Role role;

    private String password;

    @Column(name = "must_change")
    private boolean mustChange;

    private boolean disabled;

    @Column(name = "created_at")
    private long createdAt;

    protected Account() {}

    Account(String id, NewAccount wanted, String password, long now) {
        this.id = id;
        this.name = wanted.name();
        this.displayName = wanted.displayName();
        this.role = wanted.role();
        this.password = password;
        this.mustChange = true;
        this.createdAt = now;
    }

    public String id() {
        return id;
    }

    /** With which the person signs in. */
    public String name() {
        return name;
    }

    public String displayName() {
        return displayName;
    }

    public Role role() {
        return role;
    }

    /** Whether somebody else knows the password, so that the person must choose another one first. */
    public boolean mustChange() {
        return mustChange;
    }

    public boolean isDisabled() {
        return disabled;
    }

    public Instant createdAt() {
        return Instant.ofEpochMilli(createdAt);
    }

    String password() {
        return password;
    }

    void give(String hash, boolean change) {
        password = hash;
        mustChange = change;
    }

    void call(String other) {
        displayName = other;
    }

    void give(Role other) {
        role = other;
    }

    void disable(boolean off) {
        disabled = off;
    }
}
