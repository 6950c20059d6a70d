package org.satbuddy.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A key that guest identities were signed with; its id is written in them. */
@Entity
@Table(name = "signing_key")
class SigningKey {

    @Id
    private String id;

    /** 256 bits, base64. */
    private String secret;

    @Column(name = "created_at")
    private long createdAt;

    protected SigningKey() {}

    SigningKey(String id, String secret, long now) {
        this.id = id;
        this.secret = secret;
        this.createdAt = now;
    }

    String id() {
        return id;
    }

    String secret() {
        return secret;
    }
}
