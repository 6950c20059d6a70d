package org.satbuddy.task;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;

/**
 * The row of a task. Made once, then changed only by the guarded UPDATEs of {@link TaskStore}; never leaves this
 * package.
 */
@Entity
@Table(name = "task")
class Task {

    private static final int MOST_TRAIL = 2000;

    /** What the column of a model's name takes. */
    static final int LONGEST_MODEL = 128;

    @Id
    private String id;

    private String owner;

    /** The owner while it is unfinished, then null: an index of the unfinished alone. */
    @Column(name = "active_owner")
    private String activeOwner;

    @Column(name = "conversation_id")
    private String conversationId;

    /** Whether it began its conversation, so that there is no history to look for. */
    private boolean opening;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Enumerated(EnumType.STRING)
    private State state;

    @Enumerated(EnumType.STRING)
    private Stage stage;

    private int generation;
    private int revision;
    private int attempts;
    private int takeovers;

    @Column(name = "limit_waits")
    private int limitWaits;

    @Column(name = "fault_waits")
    private int faultWaits;

    private int priority;
    private String request;
    private String result;

    @Enumerated(EnumType.STRING)
    private FailureCode code;

    /** Who was asked at each attempt, and why that was not the end; for administrators. */
    private String trail;

    private String provider;
    private String model;

    /** What was asked, if others who ask the same may be given the answer. */
    @Column(name = "prompt_hash")
    private String promptHash;

    /** Whether the answer was made for others who asked the same. */
    private boolean cached;

    @Column(name = "input_tokens")
    private long inputTokens;

    @Column(name = "output_tokens")
    private long outputTokens;

    private String rating;

    /** Owner, kind and idempotency key; null without one. */
    @Column(name = "submission_key")
    private String submissionKey;

    @Column(name = "request_hash")
    private String requestHash;

    @Column(name = "not_before")
    private long notBefore;

    @Column(name = "give_up_at")
    private long giveUpAt;

    /** When the bell is rung again; null once final. */
    @Column(name = "ring_at")
    private Long ringAt;

    private int rings;

    @Column(name = "lease_node")
    private String leaseNode;

    @Column(name = "lease_boot")
    private String leaseBoot;

    @Column(name = "lease_until")
    private long leaseUntil;

    @Column(name = "run_until")
    private long runUntil;

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "finished_at")
    private Long finishedAt;

    protected Task() {}

    /** A queued task that is rung for right after its commit, and again at {@code ringAt} if that ring is lost. */
    Task(
            String id,
            Submit submit,
            String conversationId,
            int priority,
            String request,
            String requestHash,
            long now,
            long giveUpAt,
            long ringAt) {
        this.id = id;
        this.owner = submit.owner();
        this.activeOwner = submit.owner();
        this.conversationId = conversationId;
        this.opening = submit.conversationId() == null;
        this.kind = submit.request().kind();
        this.state = State.QUEUED;
        this.stage = Stage.QUEUED;
        this.priority = priority;
        this.request = request;
        this.submissionKey = submit.key();
        this.requestHash = requestHash;
        this.notBefore = now;
        this.createdAt = now;
        this.giveUpAt = giveUpAt;
        this.ringAt = ringAt;
        this.rings = 1;
    }

    String id() {
        return id;
    }

    String owner() {
        return owner;
    }

    String conversationId() {
        return conversationId;
    }

    boolean opening() {
        return opening;
    }

    Kind kind() {
        return kind;
    }

    State state() {
        return state;
    }

    int generation() {
        return generation;
    }

    int attempts() {
        return attempts;
    }

    int takeovers() {
        return takeovers;
    }

    int limitWaits() {
        return limitWaits;
    }

    int faultWaits() {
        return faultWaits;
    }

    int priority() {
        return priority;
    }

    String result() {
        return result;
    }

    String provider() {
        return provider;
    }

    String model() {
        return model;
    }

    String rating() {
        return rating;
    }

    FailureCode code() {
        return code;
    }

    /**
     * The trail with what this attempt adds. The newest says most, so that is what is kept of a long one.
     */
    String trailWith(List<String> notes) {
        String now = "attempt " + attempts + ": " + String.join(" > ", notes);
        String whole = trail == null ? now : trail + "; " + now;
        return whole.substring(Math.max(0, whole.length() - MOST_TRAIL));
    }

    String trail() {
        return trail;
    }

    String requestHash() {
        return requestHash;
    }

    long giveUpAt() {
        return giveUpAt;
    }

    long notBefore() {
        return notBefore;
    }

    /** Whether it was put off before, or handed over by another node. */
    boolean waited() {
        return notBefore > createdAt;
    }

    long runUntil() {
        return runUntil;
    }

    long createdAt() {
        return createdAt;
    }

    Long finishedAt() {
        return finishedAt;
    }

    Request request() {
        return RequestJson.read(kind, request);
    }

    /** Ids of the images of the request. */
    List<String> images() {
        return request().images();
    }

    /** Whether there may be text that is not a result: of a try that goes on, waits, or ended without one. */
    boolean mayHaveText() {
        return kind.isText() && generation > 0 && state != State.COMPLETED;
    }

    /**
     * @param partial its text without being a result; null if there is none
     * @param activeAt the last activity of its conversation that is known, epoch ms
     * @param ttl how long a conversation is kept after that, ms
     */
    TaskSnapshot snapshot(String partial, long activeAt, long ttl) {
        long lastActivity = Math.max(activeAt, finishedAt == null ? createdAt : finishedAt);
        return new TaskSnapshot(
                id,
                owner,
                conversationId,
                kind,
                state,
                state.isFinal() ? null : stage,
                generation,
                revision,
                attempts,
                state == State.WAITING ? notBefore : null,
                createdAt,
                finishedAt,
                lastActivity + ttl,
                provider,
                model,
                cached,
                result,
                partial,
                code,
                rating,
                priority);
    }
}
