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
import java.util.function.Function;
import java.util.function.Predicate;
import org.satbuddy.config.Settings;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.database.DatabaseUnavailable;
import org.satbuddy.database.GroupCommit;
import org.satbuddy.log.LimitedLog;

/**
 * Works on one task when the bell rings for it: claims, answers and finishes it. The claim and the finish are separate
 * short transactions. No transaction and no connection is held while the answer is made.
 */
@ApplicationScoped
public class Worker {

    /** A task that was taken over more often than this is assumed to crash its workers. */
    private static final int MAX_TAKEOVERS = 3;

    private static final Duration FINISH_RETRY_PAUSE = Duration.ofSeconds(1);

    /** How long text waits for more before it is stored. Short enough for a client that polls every second. */
    private static final Duration TEXT_PAUSE = Duration.ofSeconds(1);

    /** The same while other nodes are alive, because students on those nodes may wait for the text. */
    private static final Duration TEXT_PAUSE_SHARED = Duration.ofMillis(200);

    /** The images of other tasks fill the memory for images. */
    private static final Answer NO_ROOM =
            new Answer.TryLater(FailureCode.PROVIDER_UNAVAILABLE, Duration.ofSeconds(2), false);

    /** If no node notices that the AI is on again, the task finds out itself. */
    private static final Answer.TryLater AI_OFF = new Answer.TryLater(FailureCode.AI_OFF, Duration.ofMinutes(1), false);

    private static final Answer.TryLater AI_ON = new Answer.TryLater(FailureCode.AI_OFF, Duration.ZERO, false);

    private static final System.Logger LOG = LimitedLog.of(Worker.class);

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
    GroupBudget groupBudget;

    @Inject
    AiSwitch aiSwitch;

    @Inject
    Attachments attachments;

    @Inject
    Answerer answerer;

    private final ImageRoom imageRoom = new ImageRoom();
    private final Listener listener = new Listener();
    private final Map<String, Attempt> running = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * Handles a ring for one task. Returns when the task is finished or put to wait, or if it cannot be claimed. A
     * failure of the provider becomes the task's state, not an exception.
     *
     * @throws DatabaseUnavailable if the claim cannot reach the database; the bell rings again later
     */
    public void work(String id) {
        if (closed || membership.superseded()) {
            return;
        }
        claim(id).ifPresent(claim -> {
            Task task = claim.task();
            if (aiSwitch.isOff(task.owner())) {
                work(claim, List.of(), attempt -> AI_OFF);
                return;
            }
            List<String> images = task.images();
            int room = images.isEmpty() ? 0 : imageRoom.take(attachments.bytesOf(task.owner(), images));
            try {
                if (room < 0) {
                    work(claim, List.of(), attempt -> NO_ROOM);
                } else {
                    work(claim, images, attempt -> answer(attempt, task));
                }
            } finally {
                imageRoom.giveBack(Math.max(0, room));
            }
        });
    }

    private void work(Claim claim, List<String> images, Function<Attempt, Answer> answers) {
        Task task = claim.task();
        Attempt attempt = start(claim, images);
        try {
            Answer answer = answers.apply(attempt);
            answer = attempt.isSwitchedOff() ? AI_OFF : answer;
            finish(attempt, task, answer, task.trailWith(attempt.notes()));
        } finally {
            running.remove(task.id(), attempt);
        }
    }

    /** A task that this boot has claimed, and the turns before it. */
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

    /** @param images the ids of the images to load */
    private Attempt start(Claim claim, List<String> images) {
        Task task = claim.task();
        var work = new Work(
                task.id(),
                task.generation(),
                task.attempts(),
                task.request(),
                claim.history(),
                images.isEmpty() ? List.of() : attachments.load(task.owner(), images),
                Instant.ofEpochMilli(task.runUntil()),
                task.waited());
        var attempt = new Attempt(work, task.owner(), listener);
        running.put(task.id(), attempt);
        if (aiSwitch.isOff(task.owner())) {
            // It was switched off since the claim, before this attempt could be found.
            attempt.switchOff();
        }
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

    /** The task after a restart of its text, and the new text. */
    private record Restart(Task task, LiveText text) {}

    /**
     * Stores the text that was shown on this node and has waited long enough. Students on other nodes read the stored
     * text, which is also kept if no answer follows. An answer's next piece is written only after the previous one is
     * committed.
     *
     * <p>Costs three statements for each answer that has grown, and a fourth for a piece that may be stored already.
     */
    public void storeTexts() {
        storeTexts(snapshots.shared() ? TEXT_PAUSE_SHARED : TEXT_PAUSE);
    }

    /** @param pause how long text waits for more before it is stored */
    void storeTexts(Duration pause) {
        long now = System.nanoTime();
        running.forEach((id, attempt) -> {
            // The text is read once, because a try that begins meanwhile replaces it. The piece belongs to this text.
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
            LOG.log(Level.ERROR, "Task {0} was taken over {1} times and is given up.", task.id(), task.takeovers());
            return new Answer.Failed(FailureCode.INTERNAL, null, null, Usage.NONE);
        }
        try {
            return answerOrLastResort(attempt, task);
        } catch (Exception e) {
            // Fault tolerance throws InterruptedException although no method here declares it.
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

    /**
     * Stores the answer. The provider's work is paid for, so this method tries until the database is reachable or the
     * server stops. After a cancel or a take-over the task stays as it is.
     */
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
                LOG.log(Level.WARNING, "Cannot store the answer of task {0} until the database is back.", task.id());
                LockSupport.parkNanos(FINISH_RETRY_PAUSE.toNanos());
            }
        }
    }

    private void ended(Task task, Answer answer) {
        if (answer == AI_OFF) {
            // Says nothing about how long answers take.
            return;
        }
        boolean called = !(answer instanceof Answer.TryLater later) || later.called();
        estimates.ended(snapshot(task, null), task.runUntil() - timeLimit(), called);
    }

    /** Moves the task as the answer demands. Returns the moved task; empty if another move came first. */
    private Optional<Task> move(EntityManager em, Attempt attempt, Task task, Answer answer, String trail) {
        long now = clock.millis();
        String id = task.id();
        LiveText text = attempt.text();
        // If the result does not continue the shown text, readers must not append it to that text.
        boolean mustRestart = attempt.isSilent()
                || (answer instanceof Answer.Completed completed && !text.begins(completed.result()));
        Optional<LiveText> restarted =
                mustRestart ? TextRestart.write(em, attempt.work(), text, membership.self()) : Optional.empty();
        int generation = restarted.orElse(text).generation();
        boolean moved;
        if (answer instanceof Answer.Completed completed) {
            moved = TaskStore.complete(em, id, generation, completed, trail, now);
        } else if (answer instanceof Answer.Failed failed) {
            moved = TaskStore.fail(em, id, generation, failed, trail, now);
        } else {
            var later = (Answer.TryLater) answer;
            boolean onAgain = later == AI_OFF && !AiSwitch.isOff(em, task.owner());
            moved = new RetryPolicy(settings.tasks())
                    .putToWait(em, task, generation, onAgain ? AI_ON : later, trail, now);
        }
        // Also after a cancel: what a student no longer wants has been paid for.
        budget.add(em, attempt.spent());
        groupBudget.spend(em, task.owner(), attempt.spent().tokens());
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

    /** The shown text that is kept; null if there is none, or the answer replaces or withdraws it. */
    private static String kept(Answer answer, LiveText text) {
        boolean withdrawn = answer == AI_OFF
                || (answer instanceof Answer.Failed failed && failed.code().withdrawsText());
        return answer instanceof Answer.Completed || withdrawn || text.isEmpty() ? null : text.from(0);
    }

    private void publish(Task task, String partial) {
        snapshots.publish(snapshot(task, partial));
    }

    private TaskSnapshot snapshot(Task task, String partial) {
        return task.snapshot(partial, 0, settings.tasks().ttl().toMillis());
    }

    /** The text of the answer that this node is writing; empty if this node does not work on the task. */
    Optional<LiveText> text(String id) {
        return Optional.ofNullable(running.get(id)).map(Attempt::text);
    }

    /** Whether this node works on the task and will store its outcome. */
    boolean worksOn(String id) {
        return !closed && running.containsKey(id);
    }

    /** Ends the calls of those for whom the AI is switched off. Run this several times a second. */
    public void followSwitches() {
        if (aiSwitch.read()) {
            running.values().stream()
                    .filter(attempt -> aiSwitch.isOff(attempt.owner()))
                    .forEach(Attempt::switchOff);
        }
    }

    /** Stops the work on a task, if it runs in this JVM. */
    void stop(String id) {
        Attempt attempt = running.get(id);
        if (attempt != null) {
            attempt.stop();
        }
    }

    /** Stops the work on a task, if its attempt in this JVM is older than {@code generation}. */
    void stopAfter(String id, int generation) {
        Attempt attempt = running.get(id);
        if (attempt != null && attempt.generation() < generation) {
            attempt.stop();
        }
    }

    /** The ids of the tasks that this JVM works on. */
    List<String> running() {
        return List.copyOf(running.keySet());
    }

    /** Stops the work on every task in this JVM whose id satisfies {@code lost}. */
    void stopIf(Predicate<String> lost) {
        running.forEach((id, attempt) -> {
            if (lost.test(id)) {
                attempt.stop();
            }
        });
    }

    /**
     * Releases the requests that wait for tasks that this node does not work on. A stopping server waits for such
     * requests without notifying the application. Call this when the JVM or the application is about to end.
     */
    public void leave() {
        snapshots.leave(this::worksOn);
    }

    /** Claims no more tasks, and returns the running ones to the queue for the next worker. */
    public void close() {
        closed = true;
        try {
            database.transact(em -> TaskStore.handOver(em, membership.self(), clock.millis()));
        } finally {
            stopIf(id -> true);
        }
    }
}
