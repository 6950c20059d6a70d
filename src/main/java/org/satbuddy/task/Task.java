package org.satbuddy.task;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;

/**
 * The row of a task. After its insert, only the guarded UPDATEs of {@link TaskStore} change it. Other packages see
 * {@link TaskSnapshot} instead.
 */
@Entity
@Table(name = "task")
class Task {

    /** The length of the column {@code trail}, in characters. */
    private static final int LONGEST_TRAIL = 2000;

    /** The length of the column {@code model}, in characters. */
    static final int LONGEST_MODEL = 128;

    @Id
    private String id;

    private String owner;

    /** The owner while the task is unfinished, then null, so that an index finds an owner's unfinished tasks. */
    @Column(name = "active_owner")
    private String activeOwner;

    @Column(name = "conversation_id")
    private String conversationId;

    /** Whether the task began its conversation, which then has no earlier turns to read. */
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

    /** For administrators: the providers that each attempt asked, and the outcome of each. */
    private String trail;

    private String provider;
    private String model;

    /** A hash of the prompt and the providers; null if the answer must not be given to other owners. */
    @Column(name = "prompt_hash")
    private String promptHash;

    /** Whether the answer came from the {@link AnswerCache}. */
    private boolean cached;

    @Column(name = "input_tokens")
    private long inputTokens;

    @Column(name = "output_tokens")
    private long outputTokens;

    private String rating;

    /** Owner, kind and idempotency key; null without a key. */
    @Column(name = "submission_key")
    private String submissionKey;

    @Column(name = "request_hash")
    private String requestHash;

    @Column(name = "not_before")
    private long notBefore;

    @Column(name = "give_up_at")
    private long giveUpAt;

    /** When the bell is next rung for the task, epoch ms; null once final. */
    @Column(name = "ring_at")
    private Long ringAt;

    private int rings;

    /** The tokens that are reserved in the {@link GroupBudget} of its owner until it is finished. */
    private long reserved;

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

    /**
     * A queued task. The bell rings right after its commit, and again at {@code ringAt} if no worker has claimed the
     * task.
     */
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

    /** Before the row is stored. */
    void reserve(long tokens) {
        reserved = tokens;
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

    /** The trail with the notes of this attempt. A long trail loses its beginning: the newest notes matter most. */
    String trailWith(List<String> notes) {
        String latest = "attempt " + attempts + ": " + String.join(" > ", notes);
        String whole = trail == null ? latest : trail + "; " + latest;
        return whole.substring(Math.max(0, whole.length() - LONGEST_TRAIL));
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

    /** Whether the task was put to wait before, or handed over by a stopping server. */
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

    /** The characters of its request and its result. */
    int length() {
        return request.length() + (result == null ? 0 : result.length());
    }

    Request request() {
        return RequestJson.read(kind, request);
    }

    /** Ids of the images of the request. */
    List<String> images() {
        return request().images();
    }

    /** Whether the task may have text that is not its result, because it is unfinished or ended without a result. */
    boolean mayHaveText() {
        return kind.isText() && generation > 0 && state != State.COMPLETED;
    }

    /**
     * @param partial the stored text that is not a result; null if there is none
     * @param activeAt the last known activity of the task's conversation, epoch ms; 0 if unknown
     * @param ttl how long a conversation is kept after its last activity, ms
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
