package org.satbuddy.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.satbuddy.config.AuthMode;

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

    /** The hash of who the identity provider says it is; null if the person has a password here. */
    @Column(name = "provider_key")
    private String providerKey;

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

    /** Of a person whom the identity provider has signed in. */
    Account(String id, NewAccount wanted, ProvenIdentity identity, long now) {
        this(id, wanted, (String) null, now);
        this.mustChange = false;
        this.providerKey = identity.key();
    }

    /** The mode by which the person comes in. */
    public AuthMode mode() {
        return providerKey == null ? AuthMode.LOCAL : AuthMode.OIDC;
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
