package org.satbuddy.task;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javax.sql.DataSource;
import org.satbuddy.PersistenceUnits;
import org.satbuddy.config.Settings;

/** The core of one node, wired by hand on a given database, with an answerer and a clock that the test commands. */
final class Line implements AutoCloseable {

    static final Settings SETTINGS = settings("study-guide", 4);

    static Settings settings(String provider, int workers) {
        return new Settings(
                new Settings.Tasks(
                        Duration.ofHours(1), Duration.ofMinutes(10), Duration.ofMinutes(1), 3, workers, 5, 3, 3),
                new Settings.Limits(5, 30, 100, 6, 100, 1000, 10, 1_000_000),
                new Settings.Providers(
                        List.of(provider),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        1,
                        Map.of()),
                false,
                Optional.empty(),
                Optional.empty(),
                "guest",
                Optional.empty());
    }

    final Queue<Bell.Ring> rings = new ConcurrentLinkedQueue<>();

    /** Has the connection lost once, behind the next commit: it holds, and nobody is told. */
    final AtomicBoolean losesTheAnswer = new AtomicBoolean();

    final ShiftableClock clock;
    final Tasks tasks = new Tasks();
    final Conversations conversations = new Conversations();
    final Worker worker = new Worker();
    final Upkeep upkeep = new Upkeep();
    final Snapshots snapshots = new Snapshots();
    final AnsweredTasks cache = new AnsweredTasks();
    private final Reader reader = new Reader();
    final Database database;
    final Ledger ledger;

    /** What an answerer's tests command; nobody is there as the last resort unless a test says so. */
    interface Answers {
        Answer answer(Work work, Progress progress);
    }

    Answers lastResort =
            (work, progress) -> new Answer.Failed(FailureCode.PROVIDER_UNAVAILABLE, null, null, Usage.NONE);

    Answers answerer = (work, progress) -> new Answer.Completed("42", "test", "model", Usage.NONE);

    Line(String unit, DataSource dataSource, String node) {
        database = new Database(PersistenceUnits.on(unit, dataSource), dataSource) {
            @Override
            public <T> T transact(Function<EntityManager, T> work) {
                T result = super.transact(work);
                if (losesTheAnswer.compareAndSet(true, false)) {
                    throw new Refused.Unavailable();
                }
                return result;
            }
        };
        clock = new ShiftableClock(database);
        ledger = new Ledger(database, Executors.defaultThreadFactory());
        var membership = new Membership(node, database, clock);
        var backlog = new Backlog(SETTINGS, clock);
        var budget = new Budget(SETTINGS, clock);
        var attachments = new NoAttachments();
        worker.settings = SETTINGS;
        worker.database = database;
        worker.clock = clock;
        worker.ledger = ledger;
        worker.membership = membership;
        worker.snapshots = snapshots;
        worker.backlog = backlog;
        worker.budget = budget;
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
        conversations.ledger = ledger;
        conversations.clock = clock;
        conversations.attachments = attachments;
        conversations.snapshots = snapshots;
        conversations.worker = worker;
        tasks.settings = SETTINGS;
        tasks.database = database;
        tasks.clock = clock;
        tasks.ledger = ledger;
        tasks.intake = new Intake(SETTINGS, clock, backlog, budget, attachments);
        tasks.snapshots = snapshots;
        tasks.backlog = backlog;
        tasks.bell = rings::add;
        tasks.worker = worker;
        tasks.asynchronous = Runnable::run;
        reader.settings = SETTINGS;
        reader.database = database;
        reader.clock = clock;
        reader.snapshots = snapshots;
        reader.worker = worker;
        reader.membership = membership;
        tasks.reader = reader;
        upkeep.reader = reader;
        upkeep.database = database;
        upkeep.ledger = ledger;
        upkeep.clock = clock;
        upkeep.membership = membership;
        upkeep.worker = worker;
        upkeep.snapshots = snapshots;
        upkeep.backlog = backlog;
        upkeep.budget = budget;
        upkeep.bell = rings::add;
    }

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
            throw e.getCause() instanceof Refused refused ? refused : e;
        }
    }

    TaskSnapshot state(TaskSnapshot task) {
        return tasks.find(task.owner(), task.id()).orElseThrow();
    }

    @Override
    public void close() {
        ledger.stop();
    }

    /** The database's clock, moved forward at will. */
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

    /** Nobody has images here. */
    static class NoAttachments implements Attachments {

        @Override
        public boolean attach(EntityManager entities, String owner, Collection<String> ids, String conversationId) {
            return false;
        }

        @Override
        public void deleteOf(EntityManager entities, Collection<String> conversationIds) {}

        @Override
        public void deleteAllOf(EntityManager entities, String owner) {}

        @Override
        public int deleteUnattached(EntityManager entities, long uploadedBefore) {
            return 0;
        }

        @Override
        public List<Attachment> load(String owner, List<String> ids) {
            return List.of();
        }
    }
}
