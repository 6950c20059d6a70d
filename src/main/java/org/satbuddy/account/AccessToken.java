package org.satbuddy.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** With which a program acts for a person. Only the hash of the token is kept. */
@Entity
@Table(name = "access_token")
public class AccessToken {

    @Id
    private String id;

    @Column(name = "account_id")
    private String accountId;

    @Column(name = "token_hash")
    private String tokenHash;

    private String name;
    private String scopes;

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "expires_at")
    private long expiresAt;

    @Column(name = "used_at")
    private long usedAt;

    protected AccessToken() {}

    AccessToken(String accountId, String tokenHash, NewToken wanted, long now) {
        this.id = RandomText.id();
        this.accountId = accountId;
        this.tokenHash = tokenHash;
        this.name = wanted.name();
        this.scopes = new TreeSet<>(wanted.scopes()).stream().map(Scope::word).collect(Collectors.joining(" "));
        this.createdAt = now;
        this.expiresAt = now + wanted.days() * 86_400_000L;
    }

    /**
     * A token that is to be made.
     *
     * @param name for its owner, at most 80 characters
     * @param days after which it expires
     */
    public record NewToken(String name, Set<Scope> scopes, int days) {}

    public String id() {
        return id;
    }

    String tokenHash() {
        return tokenHash;
    }

    public String name() {
        return name;
    }

    public Set<Scope> scopes() {
        return Arrays.stream(scopes.split(" "))
                .map(word -> Scope.of(word).orElseThrow())
                .collect(Collectors.toUnmodifiableSet());
    }

    public Instant createdAt() {
        return Instant.ofEpochMilli(createdAt);
    }

    public Instant expiresAt() {
        return Instant.ofEpochMilli(expiresAt);
    }

    /** Up to a minute before the last request; the epoch if there was none. */
    public Instant usedAt() {
        return Instant.ofEpochMilli(usedAt);
    }
}
