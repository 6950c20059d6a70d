package org.satbuddy.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.satbuddy.config.Settings;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.database.DatabaseUnavailable;
import org.satbuddy.database.GroupCommit;

/**
 * Works on one task when its bell rings: claim, answer, finish. Claim and finish are short transactions of their own;
 * nothing of the database is held while the answer is made.
 */
@ApplicationScoped
public class Worker {

    /** How often a task may be found abandoned before it is taken for the cause. */
    private static final int MAX_TAKEOVERS = 3;

    private static final Duration FINISH_AGAIN = Duration.ofSeconds(1);

    /** How long text waits for more before it is stored: short enough for a client that polls every second. */
    private static final Duration TEXT_PAUSE = Duration.ofSeconds(1);

    /** The same while other nodes may wait for the text. */
    private static final Duration TEXT_PAUSE_SHARED = Duration.ofMillis(200);

    private static final System.Logger LOG = System.getLogger(Worker.class.getName());

    @Inject
    Settings settings;

    @Inject
    Database database;

    @Inject
    DatabaseClock clock;

    @Inject
    GroupCommit groupCommit;

    @Inject
    Membership membership;

    @Inject
    SnapshotCache snapshots;

    @Inject
    Estimates estimates;

    @Inject
    Budget budget;

    @Inject
    Attachments attachments;

    @Inject
    Answerer answerer;

    private final Listener listener = new Listener();
    private final Map<String, Attempt> running = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * Answers the bell for one task. Returns when the task is finished, put to wait, or turned out to be somebody else's;
     * a provider's failure is no exception here.
     *
     * @throws DatabaseUnavailable if the database cannot be reached to claim it; the bell will ring again
     */
    public void work(String id) {
        if (closed || membership.superseded()) {
            return;
        }
        claim(id).ifPresent(claim -> {
            Attempt attempt = start(claim);
            try {
                Answer answer = answer(attempt, claim.task());
                finish(attempt, claim.task(), answer, claim.task().trailWith(attempt.notes()));
            } finally {
                running.remove(id, attempt);
            }
        });
    }

    /** A task that this boot now holds the lease of, and the turns before it. */
    private record Claim(Task task, List<Turn> history) {}

    private Optional<Claim> claim(String id) {
        long now = clock.millis();
        long leaseUntil = now + Lease.LENGTH.toMillis();
        long runUntil = now + timeLimit();
        var claim = groupCommit.write(
                em -> TaskStore.claim(
                                em, id, membership.self(), now, leaseUntil, runUntil, membership.expiredBefore(now))
                        ? TaskStore.find(em, id).map(task -> new Claim(task, History.before(em, task)))
                        : Optional.<Claim>empty(),
                Lease.LENGTH);
        claim.ifPresent(it -> {
            estimates.claimed(it.task().priority());
            publish(it.task(), null);
        });
        return claim;
    }

    private long timeLimit() {
        return Work.timeLimit(settings.providers()).toMillis();
    }

    private Attempt start(Claim claim) {
        Task task = claim.task();
        List<String> images = task.images();
        var work = new Work(
                task.id(),
                task.generation(),
                task.attempts(),
                task.request(),
                claim.history(),
                images.isEmpty() ? List.of() : attachments.load(task.owner(), images),
                Instant.ofEpochMilli(task.runUntil()),
                task.waited());
        var attempt = new Attempt(work, listener);
        running.put(task.id(), attempt);
        if (!images.isEmpty()) {
            attempt.stage(Stage.ANALYZING_IMAGE);
        }
        return attempt;
    }

    private final class Listener implements Attempt.Listener {

        @Override
        public void stage(Attempt attempt, Stage stage) {
            String id = attempt.work().id();
            int generation = attempt.generation();
            groupCommit
                    .write(em -> TaskStore.stage(em, id, generation, stage)
                            ? TaskStore.find(em, id)
                            : Optional.<Task>empty())
                    .thenAccept(changed -> changed.ifPresent(
                            task -> publish(task, attempt.text().storedText())));
        }

        @Override
        public void grew(Attempt attempt) {
            snapshots.grew(attempt.work().id());
        }

        @Override
        public Optional<LiveText> startOver(Attempt attempt) {
            String id = attempt.work().id();
            try {
                Optional<Restart> restart = groupCommit.write(
                        em -> TextRestart.write(em, attempt.work(), attempt.text(), membership.self())
                                .map(text -> new Restart(TaskStore.find(em, id).orElseThrow(), text)),
                        Lease.LENGTH);
                restart.ifPresentOrElse(it -> publish(it.task(), null), attempt::stop);
                return restart.map(Restart::text);
            } catch (DatabaseUnavailable e) {
                return Optional.empty();
            }
        }
    }

    /** A text that begins again, with its task as of then. */
    private record Restart(Task task, LiveText text) {}

    /**
     * Stores the text that students of this node have seen and that has waited long enough. Students on other nodes read
     * it there, and it is kept if no answer follows. Costs one or two statements for each answer that has grown. An answer's
     * next piece is written only after its last one is committed.
     */
    public void storeTexts() {
        storeTexts(snapshots.shared() ? TEXT_PAUSE_SHARED : TEXT_PAUSE);
    }

    /** @param pause how long text may wait for more */
    void storeTexts(Duration pause) {
        long now = System.nanoTime();
        running.forEach((id, attempt) -> {
            // Once: a try that begins meanwhile has another text, which the piece is not of.
            LiveText text = attempt.text();
            text.toStore(now, pause.toNanos()).ifPresent(piece -> store(id, text, piece));
        });
    }

    private void store(String id, LiveText text, LiveText.Piece piece) {
        groupCommit
                .write(em -> {
                    if (!TaskStore.grow(em, id, text.generation())) {
                        return Optional.<Task>empty();
                    }
                    TextStore.append(em, id, text.generation(), piece);
                    return TaskStore.find(em, id);
                })
                .whenComplete((grown, failure) -> {
                    if (failure != null) {
                        text.notStored(piece);
                        return;
                    }
                    text.stored(piece, System.nanoTime());
                    grown.ifPresent(task -> publish(task, text.storedText()));
                });
    }

    private Answer answer(Attempt attempt, Task task) {
        if (task.takeovers() > MAX_TAKEOVERS) {
            LOG.log(Level.ERROR, "Task {0} ended {1} workers and is given up.", task.id(), task.takeovers());
            return new Answer.Failed(FailureCode.INTERNAL, null, null, Usage.NONE);
        }
        try {
            return answerOrLastResort(attempt, task);
        } catch (Exception e) {
            // Declared or not: fault tolerance lets an interrupt through as it is.
            if (e instanceof InterruptedException) {
                return new Answer.TryLater(FailureCode.PROVIDER_UNAVAILABLE, Duration.ZERO, false);
            }
            LOG.log(Level.ERROR, "Task " + task.id() + " failed on an unexpected error.", e);
            return new Answer.Failed(FailureCode.INTERNAL, null, null, Usage.NONE);
        }
    }

    private Answer answerOrLastResort(Attempt attempt, Task task) {
        Answer answer = answerer.answer(attempt.work(), attempt);
        if (answer instanceof Answer.TryLater later
                && !attempt.stopped()
                && new RetryPolicy(settings.tasks()).isUsedUp(task, later, clock.millis())
                && answerer.lastResort(attempt.work(), attempt) instanceof Answer.Completed completed) {
            return completed;
        }
        return answer;
    }

    /** Writes the answer down, for as long as it takes: it is paid for. A cancel or a take-over makes it miss. */
    private void finish(Attempt attempt, Task task, Answer answer, String trail) {
        while (!closed) {
            try {
                groupCommit
                        .write(em -> move(em, attempt, task, answer, trail), Lease.LENGTH)
                        .ifPresent(ended -> {
                            ended(ended, answer);
                            publish(ended, kept(answer, attempt.text()));
                        });
                return;
            } catch (DatabaseUnavailable e) {
                LOG.log(Level.WARNING, "Task {0} waits for the database to take its answer.", task.id());
                LockSupport.parkNanos(FINISH_AGAIN.toNanos());
            }
        }
    }

    private void ended(Task task, Answer answer) {
        boolean called = !(answer instanceof Answer.TryLater later) || later.called();
        estimates.ended(snapshot(task, null), task.runUntil() - timeLimit(), called);
    }

    /** The task after the move; empty if somebody else moved it first. */
    private Optional<Task> move(EntityManager em, Attempt attempt, Task task, Answer answer, String trail) {
        long now = clock.millis();
        String id = task.id();
        LiveText text = attempt.text();
        // Nobody may take it for the end of what was shown, where it is not.
        boolean anew = attempt.isSilent()
                || (answer instanceof Answer.Completed completed && !text.begins(completed.result()));
        Optional<LiveText> restarted =
                anew ? TextRestart.write(em, attempt.work(), text, membership.self()) : Optional.empty();
        int generation = restarted.orElse(text).generation();
        boolean moved;
        if (answer instanceof Answer.Completed completed) {
            moved = TaskStore.complete(em, id, generation, completed, trail, now);
            budget.add(em, completed.usage());
        } else if (answer instanceof Answer.Failed failed) {
            moved = TaskStore.fail(em, id, generation, failed, trail, now);
            budget.add(em, failed.usage());
        } else {
            moved = new RetryPolicy(settings.tasks())
                    .putToWait(em, task, generation, (Answer.TryLater) answer, trail, now);
        }
        String kept = kept(answer, text);
        if (moved && (kept != null || text.touchedTheDatabase() || task.generation() > 1)) {
            TextStore.replace(em, id, generation, kept == null ? "" : kept);
        }
        Optional<Task> ended = moved ? TaskStore.find(em, id) : Optional.empty();
        if (answer instanceof Answer.Completed) {
            ended.ifPresent(it -> Ratings.completed(em, it));
        }
        return ended;
    }

    /** What stays of the text beside an answer; null if nothing does. */
    private static String kept(Answer answer, LiveText text) {
        boolean withdrawn =
                answer instanceof Answer.Failed failed && failed.code().withdrawsText();
        return answer instanceof Answer.Completed || withdrawn || text.isEmpty() ? null : text.from(0);
    }

    private void publish(Task task, String partial) {
        snapshots.publish(snapshot(task, partial));
    }

    private TaskSnapshot snapshot(Task task, String partial) {
        return task.snapshot(partial, 0, settings.tasks().ttl().toMillis());
    }

    /** The text of the answer that this node is writing; empty if it writes none. */
    Optional<LiveText> text(String id) {
        return Optional.ofNullable(running.get(id)).map(Attempt::text);
    }

    /** Whether there will be news of a task from here. */
    boolean worksOn(String id) {
        return !closed && running.containsKey(id);
    }

    /** Stops the work on a task in this JVM, if there is any. */
    void stop(String id) {
        Attempt attempt = running.get(id);
        if (attempt != null) {
            attempt.stop();
        }
    }

    /** Stops the work on a task that has moved past the generation that is worked on here. */
    void stopAfter(String id, int generation) {
        Attempt attempt = running.get(id);
        if (attempt != null && attempt.generation() < generation) {
            attempt.stop();
        }
    }

    /** The tasks that this JVM works on. */
    List<String> running() {
        return List.copyOf(running.keySet());
    }

    /** Stops whatever is running here and satisfies {@code lost}. */
    void stopIf(Predicate<String> lost) {
        running.forEach((id, attempt) -> {
            if (lost.test(id)) {
                attempt.stop();
            }
        });
    }

    /**
     * Releases those who wait for news that will not come from here. A server that stops waits for their requests without
     * notifying the application, so call this when the JVM or the application is about to end.
     */
    public void leave() {
        snapshots.leave(this::worksOn);
    }

    /** Takes no more work, and hands what is still running over to whoever answers the bell next. */
    public void close() {
        closed = true;
        try {
            database.transact(em -> TaskStore.handOver(em, membership.self(), clock.millis()));
        } finally {
            stopIf(id -> true);
        }
    }
}
