package org.satbuddy.task;

import static org.awaitility.Awaitility.await;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javax.sql.DataSource;
import org.satbuddy.PersistenceUnits;
import org.satbuddy.config.Settings;
import org.satbuddy.config.SettingsBuilder;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.database.DatabaseUnavailable;
import org.satbuddy.database.Erasure;
import org.satbuddy.database.GroupCommit;
import org.satbuddy.estimate.QueueEstimator;

/** The core of one node, its beans wired without a container. A test sets the answerer and moves the clock. */
final class Line implements AutoCloseable {

    static final Settings SETTINGS = new SettingsBuilder()
            .requestsPerMinutePerAddress(30)
            .workers(4)
            .queue(100)
            .tokensPerDay(1000)
            .providers("study-guide")
            .build();

    /** The budget of all owners whose ids begin with {@code class-}; negative for none. It is shared by all lines. */
    final ClassTokens classTokens;

    final Queue<Bell.Ring> rings = new ConcurrentLinkedQueue<>();

    /** Makes the next transaction fail with {@link DatabaseUnavailable}, once, after its commit. */
    final AtomicBoolean loseConnectionAfterCommit = new AtomicBoolean();

    final ShiftableClock clock;
    final Tasks tasks = new Tasks();
    final Conversations conversations = new Conversations();
    final Worker worker = new Worker();
    final AiSwitch aiSwitch;
    final Heartbeat heartbeat = new Heartbeat();
    final DueTasks dueTasks = new DueTasks();
    final LeaseRenewal leaseRenewal = new LeaseRenewal();
    final NodeUpdates nodeUpdates = new NodeUpdates();
    final SnapshotCache snapshots = new SnapshotCache();
    final AnsweredTasks cache = new AnsweredTasks();
    private final SnapshotLoader loader = new SnapshotLoader();
    final Database database;
    final GroupCommit groupCommit;

    /** A method of {@link Answerer}, as a lambda expression. */
    interface Answers {
        Answer answer(Work work, Progress progress);
    }

    /** Fails unless a test sets an answer. */
    Answers lastResort =
            (work, progress) -> new Answer.Failed(FailureCode.PROVIDER_UNAVAILABLE, null, null, Usage.NONE);

    Answers answerer = (work, progress) -> new Answer.Completed("42", "test", "model", Usage.NONE);

    /** Kept in memory: this test of the core has no passes. */
    static final class ClassTokens implements GroupBudget {

        private static final String CLASS = "class-";

        volatile long tokens = -1;
        final AtomicLong used = new AtomicLong();

        @Override
        public Optional<Left> lock(EntityManager em, String owner) {
            return tokens < 0 || !owner.startsWith(CLASS)
                    ? Optional.empty()
                    : Optional.of(new Left(CLASS, tokens - used.get()));
        }

        @Override
        public void spend(EntityManager em, String owner, long spent) {
            if (owner.startsWith(CLASS)) {
                used.addAndGet(spent);
            }
        }
    }

    Line(String unit, DataSource dataSource, String node) {
        this(unit, dataSource, node, new ClassTokens());
    }

    Line(String unit, DataSource dataSource, String node, ClassTokens classTokens) {
        this.classTokens = classTokens;
        database = new Database(PersistenceUnits.on(unit, dataSource), dataSource) {
            @Override
            public <T> T transact(Function<EntityManager, T> work) {
                T result = super.transact(work);
                if (loseConnectionAfterCommit.compareAndSet(true, false)) {
                    throw new DatabaseUnavailable();
                }
                return result;
            }
        };
        clock = new ShiftableClock(database);
        groupCommit = new GroupCommit(database, Executors.defaultThreadFactory());
        var membership = new Membership(node, database, clock);
        var sampler = new QueueSampler();
        var estimates = new QueueEstimator(SETTINGS, clock);
        var budget = new Budget(SETTINGS, clock);
        var attachments = new NoAttachments();
        worker.settings = SETTINGS;
        worker.database = database;
        worker.clock = clock;
        worker.groupCommit = groupCommit;
        worker.membership = membership;
        worker.snapshots = snapshots;
        worker.estimates = estimates;
        worker.budget = budget;
        worker.groupBudget = classTokens;
        worker.aiSwitch = aiSwitch = new AiSwitch(database, clock);
        worker.attachments = attachments;
        worker.answerer = new Answerer() {
            @Override
            public Answer answer(Work work, Progress progress) {
                return answerer.answer(work, progress);
            }

            @Override
            public Answer lastResort(Work work, Progress progress) {
                return lastResort.answer(work, progress);
            }
        };
        cache.settings = SETTINGS;
        cache.database = database;
        cache.clock = clock;
        conversations.settings = SETTINGS;
        conversations.database = database;
        conversations.groupCommit = groupCommit;
        conversations.clock = clock;
        conversations.attachments = attachments;
        conversations.snapshots = snapshots;
        conversations.worker = worker;
        conversations.erasure = new Erasure(database, System::nanoTime);
        tasks.settings = SETTINGS;
        tasks.database = database;
        tasks.clock = clock;
        tasks.groupCommit = groupCommit;
        tasks.admission = new Admission(SETTINGS, clock, estimates, budget, attachments, classTokens);
        tasks.snapshots = snapshots;
        tasks.estimates = estimates;
        tasks.bell = rings::add;
        tasks.worker = worker;
        tasks.aiSwitch = aiSwitch;
        tasks.asynchronous = Runnable::run;
        loader.settings = SETTINGS;
        loader.database = database;
        loader.clock = clock;
        loader.snapshots = snapshots;
        loader.worker = worker;
        loader.membership = membership;
        tasks.loader = loader;
        sampler.settings = SETTINGS;
        sampler.clock = clock;
        sampler.membership = membership;
        sampler.estimates = estimates;
        heartbeat.database = database;
        heartbeat.clock = clock;
        heartbeat.membership = membership;
        heartbeat.snapshots = snapshots;
        heartbeat.sampler = sampler;
        heartbeat.budget = budget;
        dueTasks.groupCommit = groupCommit;
        dueTasks.clock = clock;
        dueTasks.loader = loader;
        dueTasks.bell = rings::add;
        leaseRenewal.groupCommit = groupCommit;
        leaseRenewal.clock = clock;
        leaseRenewal.membership = membership;
        leaseRenewal.worker = worker;
        nodeUpdates.snapshots = snapshots;
        nodeUpdates.loader = loader;
    }

    /** The id of a new owner. */
    static String someone() {
        return "owner-" + UUID.randomUUID();
    }

    static ChatRequest chat(String message) {
        return new ChatRequest(message, null, List.of(), null, false);
    }

    static QuestionRequest question(String topic) {
        return new QuestionRequest(topic, null, null, null, null, null);
    }

    TaskSnapshot submit(String owner, Request request) {
        return submit(new Submit(owner, null, request, null, null)).task();
    }

    Accepted submit(Submit submit) {
        try {
            return tasks.submit(submit).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    TaskSnapshot state(TaskSnapshot task) {
        return tasks.find(task.owner(), task.id()).orElseThrow();
    }

    /** Stores the written text until the stored text of a task ends as given, and returns it. */
    String awaitStoredText(String id, String end) {
        var partial = new AtomicReference<String>();
        await().until(() -> {
            worker.storeTexts(Duration.ZERO);
            partial.set(snapshots.known(id).map(TaskSnapshot::partial).orElse(null));
            return partial.get() != null && partial.get().endsWith(end);
        });
        return partial.get();
    }

    /** Stores the written text, and loses the connection after the commit, so that the worker does not know of it. */
    void storeTextAndLoseConnection() {
        loseConnectionAfterCommit.set(true);
        worker.storeTexts(Duration.ZERO);
        await().untilFalse(loseConnectionAfterCommit);
    }

    @Override
    public void close() {
        groupCommit.stop();
    }

    /** The database's clock, which a test moves forward. */
    static final class ShiftableClock extends DatabaseClock {

        private volatile long shift;

        ShiftableClock(Database database) {
            super(database);
        }

        void pass(Duration time) {
            shift += time.toMillis();
        }

        @Override
        public long millis() {
            return super.millis() + shift;
        }
    }

    /** The attachments of an installation without images. */
    static class NoAttachments implements Attachments {

        @Override
        public boolean attach(
                EntityManager em, String owner, Collection<String> ids, String conversationId, long before) {
            return false;
        }

        @Override
        public void deleteOf(EntityManager em, Collection<String> conversationIds) {}

        @Override
        public void deleteAllOf(EntityManager em, String owner) {}

        @Override
        public int deleteUnattached(EntityManager em, long uploadedBefore) {
            return 0;
        }

        @Override
        public long bytesOf(String owner, List<String> ids) {
            return 0;
        }

        @Override
        public List<Attachment> load(String owner, List<String> ids) {
            return List.of();
        }
    }
}
