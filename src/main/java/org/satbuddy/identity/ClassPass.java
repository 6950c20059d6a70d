package org.satbuddy.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The right of a class to come in for one lesson, without accounts. Times are epoch ms of the database's clock. */
@Entity
@Table(name = "class_pass")
public class ClassPass {

    @Id
    private String id;

    @Column(name = "code_hash")
    private String codeHash;

    private String name;

    @Column(name = "starts_at")
    private long startsAt;

    @Column(name = "ends_at")
    private long endsAt;

    private int seats;

    @Column(name = "seats_taken")
    private int seatsTaken;

    private long tokens;

    @Column(name = "tokens_used")
    private long tokensUsed;

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "made_by")
    private String madeBy;

    protected ClassPass() {}

    ClassPass(String id, PassCode code, NewPass pass, String madeBy, long now) {
        this.id = id;
        this.codeHash = code.hash();
        this.name = pass.name();
        this.startsAt = pass.startsAt().toEpochMilli();
        this.endsAt = pass.endsAt().toEpochMilli();
        this.seats = pass.seats();
        this.tokens = pass.tokens();
        this.createdAt = now;
        this.madeBy = madeBy;
    }

    /**
     * A pass that is to be made.
     *
     * @param name for those who manage passes, and for the students who enter; at most 80 characters
     * @param seats how many students may come in
     * @param tokens how many provider tokens they may use together; 0 for no limit
     */
    public record NewPass(String name, Instant startsAt, Instant endsAt, int seats, long tokens) {}

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Instant startsAt() {
        return Instant.ofEpochMilli(startsAt);
    }

    public Instant endsAt() {
        return Instant.ofEpochMilli(endsAt);
    }

    public int seats() {
        return seats;
    }

    public int seatsTaken() {
        return seatsTaken;
    }

    /** The budget of provider tokens; 0 for no limit. */
    public long tokens() {
        return tokens;
    }

    public long tokensUsed() {
        return tokensUsed;
    }

    /** The id of the teacher's account; empty for the installation's administrator. */
    public String madeBy() {
        return madeBy;
    }

    boolean hasBegun(long now) {
        return now >= startsAt;
    }

    boolean isOver(long now) {
        return now >= endsAt;
    }
}
