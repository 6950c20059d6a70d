package org.satbuddy.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A person's sign-in on one device. Only the hash of its token is kept. */
@Entity
@Table(name = "account_session")
public class AccountSession {

    @Id
    private String id;

    @Column(name = "account_id")
    private String accountId;

    @Column(name = "token_hash")
    private String tokenHash;

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "used_at")
    private long usedAt;

    protected AccountSession() {}

    AccountSession(String id, String accountId, String tokenHash, long now) {
        this.id = id;
        this.accountId = accountId;
        this.tokenHash = tokenHash;
        this.createdAt = now;
        this.usedAt = now;
    }

    public String id() {
        return id;
    }

    public String accountId() {
        return accountId;
    }

    String tokenHash() {
        return tokenHash;
    }

    public Instant createdAt() {
        return Instant.ofEpochMilli(createdAt);
    }

    /** Up to a minute before the last request. */
    public Instant usedAt() {
        return Instant.ofEpochMilli(usedAt);
    }
}
