package org.satbuddy.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** One thing that was done. Its hash covers all of it, and the hash of the event before it. */
@Entity
@Table(name = "audit_event")
public class AuditEvent {

    private static final int MOST_ADDRESS = 64;
    private static final int MOST_DETAIL = 400;

    @Id
    private long seq;

    @Column(name = "happened_at")
    private long happenedAt;

    private String actor;
    private String address;
    private String action;
    private String subject;
    private String detail;

    @Column(name = "previous_hash")
    private String previousHash;

    private String hash;

    protected AuditEvent() {}

    AuditEvent(AuditHead last, long now, Actor by, Action action, String subject, String detail) {
        this.seq = last.seq() + 1;
        this.happenedAt = now;
        this.actor = by.id();
        this.address = cut(by.address(), MOST_ADDRESS);
        this.action = action.name();
        this.subject = subject;
        this.detail = cut(detail, MOST_DETAIL);
        this.previousHash = last.hash();
        this.hash = computedHash();
    }

    public long seq() {
        return seq;
    }

    String hash() {
        return hash;
    }

    String previousHash() {
        return previousHash;
    }

    /** One object for each event, for programs that collect such records. */
    public JsonObject json() {
        return Json.createObjectBuilder(content()).add("hash", hash).build();
    }

    boolean isUnchanged() {
        return hash.equals(computedHash());
    }

    private JsonObject content() {
        return Json.createObjectBuilder()
                .add("seq", seq)
                .add("at", Instant.ofEpochMilli(happenedAt).toString())
                .add("actor", actor)
                .add("address", address)
                .add("action", action)
                .add("subject", subject)
                .add("detail", detail)
                .add("previous_hash", previousHash)
                .build();
    }

    /** The hash of the event's JSON without the hash, so that other programs can compute it from what is exported. */
    private String computedHash() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(content().toString().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
