package org.satbuddy.task;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.satbuddy.config.Settings;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.database.GroupCommit;
import org.satbuddy.database.Sql;
import org.satbuddy.database.TimeOrderedId;
import org.satbuddy.task.Refused.LimitReached;
import org.satbuddy.task.Refused.LimitReached.Limit;

/**
 * Decides whether a submission is accepted, and creates its row. Runs in a {@link GroupCommit}. The row of the
 * owner's allowance is locked before the owner's tasks are counted, so parallel submissions on any node cannot exceed
 * the owner's limits.
 */
@ApplicationScoped
class Admission {

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final int TITLE_LENGTH = 80;

    /** A reservation is given back by then. */
    private static final int SECONDS_TO_AN_ANSWER = 15;

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private static final Sql SPEND = new Sql("update allowance"
            + " set tat = case when tat > :now then tat + :interval else :next end"
            + " where subject = :owner and tat <= :latest");

    @Inject
    Settings settings;

    @Inject
    DatabaseClock clock;

    @Inject
    Estimates estimates;

    @Inject
    Budget budget;

    @Inject
    Attachments attachments;

    @Inject
    GroupBudget groupBudget;

    /** By network address. It limits guests who discard their identity. */
    private RateLimit addresses;

    Admission() {}

    @PostConstruct
    void start() {
        addresses = new RateLimit(settings.limits().requestsPerMinutePerAddress());
    }

    Admission(
            Settings settings,
            DatabaseClock clock,
            Estimates estimates,
            Budget budget,
            Attachments attachments,
            GroupBudget groupBudget) {
        this.groupBudget = groupBudget;
        this.settings = settings;
        this.clock = clock;
        this.estimates = estimates;
        this.budget = budget;
        this.attachments = attachments;
        start();
    }

    /**
     * The outcome of a submission; one component is null. A refusal is a value here, because an exception would roll
     * back the whole group.
     */
    record Decision(Accepted accepted, Refused refused) {

        static Decision refused(Refused reason) {
            return new Decision(null, reason);
        }
    }

    /**
     * A submission with what its row needs.
     *
     * @param request as JSON
     * @param hash of the request and its conversation
     */
    record Candidate(Submit submit, String request, String hash) {}

    /**
     * Does what needs no transaction, on the caller's thread: all submissions share one thread that commits.
     *
     * @throws LimitReached if the network address submits too fast
     */
    Candidate prepare(Submit submit) {
        long wait = submit.address() == null ? 0 : addresses.waitOf(submit.address(), clock.millis());
        if (wait > 0) {
            throw LimitReached.rate(wait);
        }
        String request = RequestJson.write(submit.request());
        return new Candidate(submit, request, hash(request, submit.conversationId()));
    }

    /** Runs in the transaction of {@code em}. */
    Decision consider(EntityManager em, Candidate candidate) {
        Submit submit = candidate.submit();
        if (submit.idempotencyKey() != null) {
            var earlier = TaskStore.findByKey(em, submit.key());
            if (earlier.isPresent()) {
                return repeated(earlier.get(), candidate);
            }
        }
        long now = clock.millis();
        var limit = limitReached(em, submit, now);
        if (limit.isPresent()) {
            return Decision.refused(limit.get());
        }
        OptionalLong reserved = reserve(em, candidate);
        if (reserved.isEmpty()) {
            return Decision.refused(new LimitReached(Limit.LESSON_BUDGET_USED, SECONDS_TO_AN_ANSWER));
        }
        String conversationId = submit.conversationId();
        if (conversationId != null && !touch(em, submit.owner(), conversationId, now)) {
            return Decision.refused(new Refused.Unknown("conversation_id"));
        }
        if (conversationId == null) {
            conversationId = TimeOrderedId.next(now);
        }
        long ttl = settings.tasks().ttl().toMillis();
        List<String> images = submit.request().images();
        if (!images.isEmpty() && !attachments.attach(em, submit.owner(), images, conversationId, now - ttl)) {
            return Decision.refused(new Refused.Unknown("images"));
        }
        if (submit.conversationId() == null) {
            em.persist(new Conversation(conversationId, submit.owner(), title(submit.request()), now));
        }
        var task = new Task(
                TimeOrderedId.next(now),
                submit,
                conversationId,
                priority(submit.request().kind()),
                candidate.request(),
                candidate.hash(),
                now,
                now + ttl,
                now + DueTasks.FIRST_RING_MILLIS);
        task.reserve(reserved.getAsLong());
        em.persist(task);
        return new Decision(new Accepted(task.snapshot(null, now, ttl), false), null);
    }

    /** The tokens to reserve; empty if the owner's group has not as many left. */
    private OptionalLong reserve(EntityManager em, Candidate candidate) {
        Submit submit = candidate.submit();
        Optional<GroupBudget.Left> left = groupBudget.lock(em, submit.owner());
        if (left.isEmpty()) {
            return OptionalLong.of(0);
        }
        long wanted = Reservation.of(candidate.request(), submit.request(), submit.conversationId() == null);
        long unreserved =
                left.get().tokens() - TaskStore.reserved(em, left.get().owners());
        return wanted <= unreserved ? OptionalLong.of(wanted) : OptionalLong.empty();
    }

    /** A repetition counts for the address, because it costs as much as a first submission. */
    private Decision repeated(Task task, Candidate candidate) {
        String address = candidate.submit().address();
        if (address != null && addresses.take(address, clock.millis()) > 0) {
            return Decision.refused(LimitReached.rate(1));
        }
        if (!task.requestHash().equals(candidate.hash())) {
            return Decision.refused(new Refused.KeyReused());
        }
        long ttl = settings.tasks().ttl().toMillis();
        return new Decision(new Accepted(task.snapshot(null, task.createdAt(), ttl), true), null);
    }

    private Optional<LimitReached> limitReached(EntityManager em, Submit submit, long now) {
        if (estimates.queued() >= settings.limits().queue()) {
            return Optional.of(new LimitReached(
                    Limit.QUEUE_FULL, 5 + ThreadLocalRandom.current().nextInt(10)));
        }
        if (budget.usedUp()) {
            return Optional.of(new LimitReached(Limit.BUDGET_USED, budget.secondsUntilTomorrow()));
        }
        String address = submit.address();
        long wait = address == null ? 0 : addresses.waitOf(address, now);
        if (wait == 0) {
            wait = ownerWait(em, submit.owner(), now);
        }
        if (wait > 0) {
            return Optional.of(LimitReached.rate(wait));
        }
        if (TaskStore.countUnfinished(em, submit.owner()) >= settings.limits().activeTasks()) {
            return Optional.of(new LimitReached(Limit.TOO_MANY_ACTIVE_TASKS, 3));
        }
        // A group that is written again counts twice here, which hurts nobody.
        if (address != null && addresses.take(address, now) > 0) {
            return Optional.of(LimitReached.rate(1));
        }
        return Optional.empty();
    }

    /**
     * Returns how long the owner must wait, ms. If the result is 0, the submission is counted. The owner's row stays
     * locked until the commit.
     */
    private long ownerWait(EntityManager em, String owner, long now) {
        long interval = interval();
        long latest = now + MINUTE - interval;
        boolean spent = SPEND.on(em)
                .set("now", now)
                .set("interval", interval)
                .set("next", now + interval)
                .set("owner", owner)
                .set("latest", latest)
                .movesOne();
        if (spent) {
            return 0;
        }
        Allowance allowance = em.find(Allowance.class, owner);
        if (allowance == null) {
            em.persist(new Allowance(owner, now + interval));
            em.flush();
            return 0;
        }
        return Math.max(1, allowance.tat() - latest);
    }

    private long interval() {
        return Math.max(1, MINUTE / settings.limits().requestsPerMinute());
    }

    private boolean touch(EntityManager em, String owner, String conversationId, long now) {
        return em.createQuery("update Conversation c set c.lastActivity = :now"
                                + " where c.id = :id and c.owner = :owner and c.lastActivity > :alive")
                        .setParameter("now", now)
                        .setParameter("id", conversationId)
                        .setParameter("owner", owner)
                        .setParameter("alive", now - settings.tasks().ttl().toMillis())
                        .executeUpdate()
                == 1;
    }

    private int priority(Kind kind) {
        return switch (kind) {
            case CHAT -> settings.tasks().chatPriority();
            case QUESTION -> settings.tasks().questionPriority();
        };
    }

    private static String title(Request request) {
        String line = SPACES.matcher(request.title().strip()).replaceAll(" ");
        return line.codePointCount(0, line.length()) <= TITLE_LENGTH
                ? line
                : line.substring(0, line.offsetByCodePoints(0, TITLE_LENGTH - 1)) + "…";
    }

    private static String hash(String request, String conversationId) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(request.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            if (conversationId != null) {
                digest.update(conversationId.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
