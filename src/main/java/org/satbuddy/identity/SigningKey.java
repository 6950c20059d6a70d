package org.satbuddy.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The database row of a key that signs guest identities. Each token names the id of its key. */
@Entity
@Table(name = "signing_key")
class SigningKey {

    @Id
    private String id;

    /** 256 bits, in base64. */
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
