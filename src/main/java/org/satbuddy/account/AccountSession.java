package org.satbuddy.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** A person's sign-in on one device. Only the hash of its token is kept. */
@Entity
@Table(name = "account_session")
public class AccountSession {

    /** Longer than usual ones. Without it, the provider asks the person whether to sign out. */
    private static final int LONGEST_ID_TOKEN = 4000;

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

    /** The hash of the session at the identity provider; null if there is none, or the provider does not say. */
    @Column(name = "provider_session")
    private String providerSession;

    /** By which the identity provider knows who signs out. */
    @Column(name = "id_token")
    private String idToken;

    protected AccountSession() {}

    /** @param identity null if the person came in by a password */
    AccountSession(String id, String accountId, String tokenHash, ProvenIdentity identity, long now) {
        this.id = id;
        this.accountId = accountId;
        this.tokenHash = tokenHash;
        this.createdAt = now;
        this.usedAt = now;
        if (identity != null) {
            this.providerSession = identity.sessionKey();
            this.idToken = identity.idToken().length() <= LONGEST_ID_TOKEN ? identity.idToken() : null;
        }
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

    /** The signed statement of the identity provider; empty if there is none. It names the person. */
    public Optional<String> idToken() {
        return Optional.ofNullable(idToken);
    }
}
