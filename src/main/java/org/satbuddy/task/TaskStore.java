package org.satbuddy.task;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.satbuddy.database.Sql;

/**
 * All queries, updates and deletes of the rows of tasks. A move is one guarded UPDATE. A method returns false if
 * another move came first, or if the time for the move has not come. All methods run in the caller's transaction.
 */
final class TaskStore {

    /** The most ids in one statement, and the most due tasks or expired conversations that one transaction reads. */
    static final int BATCH = 200;

    // The states are spelled out, because Hibernate translates a statement with a list parameter at every execution.
    private static final String UNFINISHED = "(t.state = org.satbuddy.task.State.QUEUED"
            + " or t.state = org.satbuddy.task.State.RUNNING or t.state = org.satbuddy.task.State.WAITING)";
    private static final String IDLE =
            "(t.state = org.satbuddy.task.State.QUEUED or t.state = org.satbuddy.task.State.WAITING)";

    private static final String TAKE =
            " stage = :stage, generation = generation + 1, revision = 0, attempts = attempts + 1,"
                    + " lease_node = :node, lease_boot = :boot, lease_until = :leaseUntil, run_until = :runUntil,"
                    + " ring_at = :leaseUntil, rings = 0 where id = :id";

    private static final Sql CLAIM = new Sql("update task set " + Move.CLAIM.set() + "," + TAKE + " and "
            + Move.CLAIM.guard() + " and not_before <= :now");

    private static final Sql TAKE_OVER = new Sql("update task set takeovers = takeovers + 1," + TAKE + " and "
            + Move.TAKE_OVER.guard() + " and lease_until <= :expiredBefore");

    private static final String FENCED = " where id = :id and generation = :generation and state = 'RUNNING'";

    private static String fenced(Move move) {
        return " where id = :id and generation = :generation and " + move.guard();
    }

    private static final Sql STAGE = new Sql("update task set stage = :stage, revision = revision + 1" + FENCED);

    private static final Sql GROW = new Sql("update task set revision = revision + 1" + FENCED);

    private static final Sql START_OVER = new Sql("update task set generation = :next, revision = 0,"
            + " stage = 'GENERATING' where id = :id and (generation = :generation or generation = :next)"
            + " and " + Move.START_OVER.guard() + " and lease_boot = :boot and run_until = :runUntil");

    private static final String END = " trail = :trail, revision = revision + 1, provider = :provider, model = :model,"
            + " input_tokens = input_tokens + :input, output_tokens = output_tokens + :output, finished_at = :now,"
            + " ring_at = null, active_owner = null";

    private static final Sql COMPLETE = new Sql("update task set " + Move.COMPLETE.set()
            + ", result = :result, prompt_hash = :hash, cached = :cached, attempts = attempts - :back," + END
            + fenced(Move.COMPLETE));

    private static final Sql FAIL =
            new Sql("update task set " + Move.FAIL.set() + ", code = :code," + END + fenced(Move.FAIL));

    private static final Sql PUT_TO_WAIT = new Sql("update task set " + Move.PUT_TO_WAIT.set()
            + ", trail = :trail, stage = :stage, revision = revision + 1, code = :code,"
            + " attempts = attempts - :back, limit_waits = :limitWaits, fault_waits = :faultWaits,"
            + " not_before = :notBefore, give_up_at = :giveUpAt, ring_at = :notBefore, rings = 0"
            + fenced(Move.PUT_TO_WAIT));

    private static final Sql HAND_OVER = new Sql("update task set " + Move.HAND_OVER.set()
            + ", stage = 'QUEUED', generation = generation + 1, revision = 0, attempts = attempts - 1,"
            + " not_before = :now, ring_at = :now, rings = 0 where ring_at >= 1 and lease_boot = :boot and "
            + Move.HAND_OVER.guard());

    private static final Sql CANCEL = new Sql("update task set " + Move.CANCEL.set()
            + ", code = 'CANCELLED', generation = generation + 1, revision = 0, finished_at = :now,"
            + " ring_at = null, active_owner = null where id = :id and owner = :owner and " + Move.CANCEL.guard());

    private static final Sql GIVE_UP = new Sql("update task set " + Move.GIVE_UP.set()
            + ", code = :code, revision = revision + 1, finished_at = :now, ring_at = null, active_owner = null"
            + " where id = :id and " + Move.GIVE_UP.guard() + " and give_up_at <= :now");

    private static final String SET_RATING =
            "update task set rating = :rating, revision = revision + 1 where id = :id and owner = :owner";

    private static final Sql RATE = new Sql(SET_RATING + " and rating is null");

    private static final Sql RATE_ANEW = new Sql(SET_RATING + " and rating <> :rating");

    private TaskStore() {}

    static Optional<Task> find(EntityManager em, String id) {
        return Optional.ofNullable(em.find(Task.class, id));
    }

    /** A task with the last activity of its conversation, as [Task, Long]. */
    static Optional<Object[]> findWithActivity(EntityManager em, String id) {
        return em.createQuery(
                        "select t, c.lastActivity from Task t, Conversation c"
                                + " where t.id = :id and c.id = t.conversationId",
                        Object[].class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** The same for several tasks. Leaves out ids that do not exist. */
    static List<Object[]> findWithActivity(EntityManager em, Collection<String> ids) {
        return em.createQuery(
                        "select t, c.lastActivity from Task t, Conversation c"
                                + " where t.id in :ids and c.id = t.conversationId",
                        Object[].class)
                .setParameter("ids", ids)
                .getResultList();
    }

    /** The state, holder and revision of a task. */
    record Revision(String id, State state, String boot, int generation, int revision) {

        boolean isAfter(TaskSnapshot known) {
            return TaskSnapshot.isBefore(known, generation, revision);
        }

        /**
         * Whether the holder's boot runs the task. A newer generation then comes from a claim by that boot, or from its
         * restart of the text.
         */
        boolean isRunBy(Lease.Holder holder) {
            return state == State.RUNNING && holder.boot().equals(boot);
        }
    }

    /** The revisions of these tasks. Leaves out ids that do not exist. */
    static List<Revision> revisions(EntityManager em, Collection<String> ids) {
        return em.createQuery(
                        "select t.id, t.state, t.leaseBoot, t.generation, t.revision from Task t where t.id in :ids",
                        Object[].class)
                .setParameter("ids", ids)
                .getResultStream()
                .map(row -> new Revision(
                        (String) row[0],
                        (State) row[1],
                        (String) row[2],
                        ((Number) row[3]).intValue(),
                        ((Number) row[4]).intValue()))
                .toList();
    }

    static Optional<Task> findByKey(EntityManager em, String submissionKey) {
        return em.createQuery("select t from Task t where t.submissionKey = :key", Task.class)
                .setParameter("key", submissionKey)
                .getResultStream()
                .findFirst();
    }

    static long countUnfinished(EntityManager em, String owner) {
        return em.createQuery("select count(t) from Task t where t.activeOwner = :owner", Long.class)
                .setParameter("owner", owner)
                .getSingleResult();
    }

    /** The tokens that are reserved for the unfinished tasks of all owners whose ids begin so. */
    static long reserved(EntityManager em, String owners) {
        // EclipseLink answers with a decimal.
        return em.createQuery(
                        "select coalesce(sum(t.reserved), 0) from Task t where t.activeOwner like :owners escape '!'",
                        Number.class)
                .setParameter(
                        "owners", owners.replace("!", "!!").replace("_", "!_").replace("%", "!%") + "%")
                .getSingleResult()
                .longValue();
    }

    /**
     * {@code QUEUED | WAITING → RUNNING}, or else {@code RUNNING → RUNNING} as the take-over of an expired lease. The
     * attempt is counted here, before the provider is called.
     *
     * @param expiredBefore the latest end of a lease that may be taken over, epoch ms
     */
    static boolean claim(
            EntityManager em,
            String id,
            Lease.Holder holder,
            long now,
            long leaseUntil,
            long runUntil,
            long expiredBefore) {
        return take(CLAIM, em, id, holder, leaseUntil, runUntil).set("now", now).movesOne()
                || take(TAKE_OVER, em, id, holder, leaseUntil, runUntil)
                        .set("expiredBefore", expiredBefore)
                        .movesOne();
    }

    private static Sql.Execution take(
            Sql statement, EntityManager em, String id, Lease.Holder holder, long leaseUntil, long runUntil) {
        return statement
                .on(em)
                .set("stage", Stage.GENERATING)
                .set("node", holder.node())
                .set("boot", holder.boot())
                .set("leaseUntil", leaseUntil)
                .set("runUntil", runUntil)
                .set("id", id);
    }

    /** Changes the stage of a running task. */
    static boolean stage(EntityManager em, String id, int generation, Stage stage) {
        return STAGE.on(em)
                .set("stage", stage)
                .set("id", id)
                .set("generation", generation)
                .movesOne();
    }

    /** Raises the revision of a running task, because more of its text is being stored. */
    static boolean grow(EntityManager em, String id, int generation) {
        return GROW.on(em).set("id", id).set("generation", generation).movesOne();
    }

    /**
     * {@code RUNNING → RUNNING}: the worker begins the text again. Returns true also if the same restart is stored
     * already.
     *
     * @param generation the task's generation before the restart
     * @param next the generation that follows
     * @param runUntil the value that the claim set, epoch ms; it identifies the claim, because only a claim changes it
     */
    static boolean startOver(
            EntityManager em, String id, int generation, int next, Lease.Holder holder, long runUntil) {
        return START_OVER
                .on(em)
                .set("id", id)
                .set("generation", generation)
                .set("next", next)
                .set("boot", holder.boot())
                .set("runUntil", runUntil)
                .movesOne();
    }

    /** {@code RUNNING → COMPLETED}. A cached answer gives the attempt back, because no provider was called. */
    static boolean complete(
            EntityManager em, String id, int generation, Answer.Completed answer, String trail, long now) {
        Sql.Execution end = end(COMPLETE, em, id, generation, trail, now);
        return setProvider(end, answer.provider(), answer.model(), answer.usage())
                .set("result", answer.result())
                .set("hash", answer.promptHash())
                .set("cached", answer.cached())
                .set("back", answer.cached() ? 1 : 0)
                .movesOne();
    }

    /** {@code RUNNING → FAILED}. */
    static boolean fail(EntityManager em, String id, int generation, Answer.Failed answer, String trail, long now) {
        Sql.Execution end = end(FAIL, em, id, generation, trail, now);
        return setProvider(end, answer.provider(), answer.model(), answer.usage())
                .set("code", answer.code())
                .movesOne();
    }

    private static Sql.Execution setProvider(Sql.Execution end, String provider, String model, Usage usage) {
        return end.set("provider", provider)
                .set("model", shortened(model))
                .set("input", usage.inputTokens())
                .set("output", usage.outputTokens());
    }

    /** Some servers name a model by the path of its file. A name too long for the column must not lose the answer. */
    private static String shortened(String model) {
        return model == null ? null : model.substring(0, Math.min(model.length(), Task.LONGEST_MODEL));
    }

    private static Sql.Execution end(
            Sql statement, EntityManager em, String id, int generation, String trail, long now) {
        return statement
                .on(em)
                .set("trail", trail)
                .set("now", now)
                .set("id", id)
                .set("generation", generation);
    }

    /**
     * {@code RUNNING → WAITING}. Gives the attempt back if no provider was called.
     *
     * @param notBefore the earliest time of the next claim, epoch ms
     * @param giveUpAt when the task fails if it still waits, epoch ms
     */
    static boolean putToWait(
            EntityManager em,
            String id,
            int generation,
            Answer.TryLater answer,
            int limitWaits,
            int faultWaits,
            long notBefore,
            long giveUpAt,
            String trail) {
        return PUT_TO_WAIT
                .on(em)
                .set("trail", trail)
                .set("stage", answer.reason() == FailureCode.AI_OFF ? Stage.SWITCHED_OFF : Stage.WAITING_FOR_RETRY)
                .set("code", answer.reason())
                .set("back", answer.called() ? 0 : 1)
                .set("limitWaits", limitWaits)
                .set("faultWaits", faultWaits)
                .set("notBefore", notBefore)
                .set("giveUpAt", giveUpAt)
                .set("id", id)
                .set("generation", generation)
                .movesOne();
    }

    /** {@code RUNNING → QUEUED} of all tasks of this boot. Gives their attempts back. Returns the number of tasks. */
    static int handOver(EntityManager em, Lease.Holder holder, long now) {
        return HAND_OVER.on(em).set("now", now).set("boot", holder.boot()).execute();
    }

    /** Any unfinished state {@code → CANCELLED}. Raises the generation, so that a worker's finish changes no row. */
    static boolean cancel(EntityManager em, String owner, String id, long now) {
        return CANCEL.on(em).set("now", now).set("id", id).set("owner", owner).movesOne();
    }

    /** {@code QUEUED | WAITING → FAILED} of one task whose age or patience is used up. */
    static boolean giveUp(EntityManager em, String id, FailureCode code, long now) {
        return GIVE_UP.on(em).set("code", code).set("now", now).set("id", id).movesOne();
    }

    /** Gives a task its first rating. */
    static boolean rate(EntityManager em, String owner, String id, String rating) {
        return rate(RATE, em, owner, id, rating);
    }

    /** Changes the rating of a task. Returns false if the task has no rating, or this one already. */
    static boolean rateAnew(EntityManager em, String owner, String id, String rating) {
        return rate(RATE_ANEW, em, owner, id, rating);
    }

    private static boolean rate(Sql statement, EntityManager em, String owner, String id, String rating) {
        return statement
                .on(em)
                .set("rating", rating)
                .set("id", id)
                .set("owner", owner)
                .movesOne();
    }

    /**
     * Renews the leases of the given tasks, except those that this boot no longer runs or whose time is up. Returns the
     * number renewed.
     */
    static int renew(EntityManager em, Collection<String> ids, Lease.Holder holder, long now, long leaseUntil) {
        return em.createQuery("update Task t set t.leaseUntil = :leaseUntil, t.ringAt = :leaseUntil"
                        + " where t.id in :ids and t.leaseBoot = :boot and t.state = :running and t.runUntil > :now")
                .setParameter("leaseUntil", leaseUntil)
                .setParameter("ids", ids)
                .setParameter("boot", holder.boot())
                .setParameter("running", State.RUNNING)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** The given ids, except those of tasks that this boot no longer runs or whose time is up. */
    static List<String> held(EntityManager em, Collection<String> ids, Lease.Holder holder, long now) {
        return em.createQuery(
                        "select t.id from Task t where t.id in :ids and t.leaseBoot = :boot"
                                + " and t.state = :running and t.runUntil > :now",
                        String.class)
                .setParameter("ids", ids)
                .setParameter("boot", holder.boot())
                .setParameter("running", State.RUNNING)
                .setParameter("now", now)
                .getResultList();
    }

    /**
     * A task for which the bell is due to ring.
     *
     * @param rings how often the bell has rung since the state of the task last changed
     * @param code the reason of the last wait; null if the task never waited
     * @param giveUpAt when the task fails if no worker runs it, epoch ms
     */
    record Due(String id, Kind kind, int priority, int rings, State state, FailureCode code, long giveUpAt) {

        /** Whether no worker runs the task and its time is up. */
        boolean isHopeless(long now) {
            return state != State.RUNNING && giveUpAt <= now;
        }
    }

    /**
     * Unfinished tasks for which the bell is due to ring, the longest due first. The range begins at 1, because H2
     * otherwise reads every null in the index.
     */
    static List<Due> due(EntityManager em, long now, int max) {
        return em.createQuery(
                        "select t.id, t.kind, t.priority, t.rings, t.state, t.code, t.giveUpAt from Task t"
                                + " where t.ringAt between 1 and :now order by t.ringAt",
                        Object[].class)
                .setParameter("now", now)
                .setMaxResults(max)
                .getResultStream()
                .map(row -> new Due(
                        (String) row[0],
                        (Kind) row[1],
                        ((Number) row[2]).intValue(),
                        ((Number) row[3]).intValue(),
                        (State) row[4],
                        (FailureCode) row[5],
                        ((Number) row[6]).longValue()))
                .toList();
    }

    /**
     * Claims the right to ring by moving {@code ring_at} forward. Leaves out the tasks that another node moved already.
     * If the task's time is up before the next ring, {@code ring_at} is set to that time. Returns the number of tasks
     * moved.
     */
    static int moveRings(EntityManager em, Collection<String> ids, long now, long nextRingAt) {
        return em.createQuery("update Task t set t.rings = t.rings + 1, t.ringAt ="
                        + " case when t.giveUpAt > :now and t.giveUpAt < :next then t.giveUpAt else :next end"
                        + " where t.id in :ids and t.ringAt <= :now and " + UNFINISHED)
                .setParameter("next", nextRingAt)
                .setParameter("ids", ids)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Ends the leases of this node's earlier boots, which can no longer renew them. Returns the number of tasks. */
    static int releaseEarlierBoots(EntityManager em, Lease.Holder holder, long now) {
        return em.createQuery(
                        "update Task t set t.leaseUntil = 0, t.ringAt = :now, t.rings = 0"
                                + " where t.ringAt >= 1 and t.state = :running and t.leaseNode = :node and t.leaseBoot <> :boot")
                .setParameter("now", now)
                .setParameter("running", State.RUNNING)
                .setParameter("node", holder.node())
                .setParameter("boot", holder.boot())
                .executeUpdate();
    }

    /** Makes every task due that waits because the AI was switched off. */
    static void wakeThoseWithoutAi(EntityManager em, long now) {
        em.createQuery("update Task t set t.notBefore = :now, t.ringAt = :now, t.rings = 0"
                        + " where t.ringAt >= 1 and t.state = :waiting and t.code = :off")
                .setParameter("now", now)
                .setParameter("waiting", State.WAITING)
                .setParameter("off", FailureCode.AI_OFF)
                .executeUpdate();
    }

    /** Makes every queued task due to ring: the broker may have lost its messages. Returns the number of tasks. */
    static int ringAllQueued(EntityManager em, long now) {
        return em.createQuery("update Task t set t.ringAt = :now, t.rings = 0"
                        + " where t.ringAt > :now and t.state = :queued")
                .setParameter("now", now)
                .setParameter("queued", State.QUEUED)
                .executeUpdate();
    }

    /**
     * The queued and waiting tasks. The query uses the index of {@code ring_at}, because only unfinished tasks have
     * that value.
     *
     * @param oneIn only tasks whose creation time is a multiple of this number are read, so 10 reads about every tenth
     *     task
     */
    static List<QueueSample.Idle> idle(EntityManager em, int oneIn, int max) {
        return em.createQuery(
                        "select t.state, t.kind, t.priority, t.createdAt, t.notBefore from Task t"
                                + " where t.ringAt >= 1 and " + IDLE + " and mod(t.createdAt, :oneIn) = 0",
                        Object[].class)
                .setParameter("oneIn", oneIn)
                .setMaxResults(max)
                .getResultStream()
                .map(row -> new QueueSample.Idle(
                        (State) row[0],
                        (Kind) row[1],
                        ((Number) row[2]).intValue(),
                        ((Number) row[3]).longValue(),
                        ((Number) row[4]).longValue()))
                .toList();
    }

    /** @param timeLimit the time from a claim to its {@code run_until}, ms */
    static List<QueueSample.Running> running(EntityManager em, Lease.Holder self, long timeLimit) {
        return em.createQuery(
                        "select t.kind, t.priority, t.createdAt, t.runUntil, t.leaseBoot from Task t"
                                + " where t.ringAt >= 1 and t.state = :running",
                        Object[].class)
                .setParameter("running", State.RUNNING)
                .getResultStream()
                .map(row -> new QueueSample.Running(
                        (Kind) row[0],
                        ((Number) row[1]).intValue(),
                        ((Number) row[2]).longValue(),
                        ((Number) row[3]).longValue() - timeLimit,
                        self.boot().equals(row[4])))
                .toList();
    }

    static long countQueued(EntityManager em) {
        return em.createQuery("select count(t) from Task t where t.ringAt >= 1 and t.state = :queued", Long.class)
                .setParameter("queued", State.QUEUED)
                .getSingleResult();
    }

    /** The number of owners whose own answer to the same question finished after {@code finishedAfter}, epoch ms. */
    static long countOwners(EntityManager em, String promptHash, long finishedAfter) {
        return em.createQuery(
                        "select count(distinct t.owner) from Task t where t.promptHash = :hash and t.finishedAt > :after",
                        Long.class)
                .setParameter("hash", promptHash)
                .setParameter("after", finishedAfter)
                .getSingleResult();
    }

    /** The task with the newest answer to the same question that finished after {@code finishedAfter}, epoch ms. */
    static Optional<Task> newest(EntityManager em, String promptHash, long finishedAfter) {
        return em.createQuery(
                        "select t from Task t where t.promptHash = :hash and t.finishedAt > :after"
                                + " order by t.finishedAt desc",
                        Task.class)
                .setParameter("hash", promptHash)
                .setParameter("after", finishedAfter)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** A conversation's completed tasks with a text result, created before {@code before} (epoch ms), newest first. */
    static List<Task> completedTexts(EntityManager em, String conversationId, long before, int max) {
        return em.createQuery(
                        "select t from Task t where t.conversationId = :conversation and t.kind in :texts"
                                + " and t.state = :completed and t.createdAt < :before order by t.createdAt desc",
                        Task.class)
                .setParameter("conversation", conversationId)
                .setParameter("texts", Kind.texts())
                .setParameter("completed", State.COMPLETED)
                .setParameter("before", before)
                .setMaxResults(max)
                .getResultList();
    }

    /** The number of the owner's unfinished tasks in each conversation. Leaves out conversations without any. */
    static Map<String, Integer> countUnfinishedByConversation(EntityManager em, String owner) {
        return em.createQuery("select t.conversationId from Task t where t.activeOwner = :owner", String.class)
                .setParameter("owner", owner)
                .getResultStream()
                .collect(Collectors.toMap(Function.identity(), it -> 1, Integer::sum));
    }

    /**
     * The owner's newest tasks with the last activity of their conversation, as [Task, Long].
     *
     * @param conversationId null for the texts of all conversations
     */
    static List<Object[]> newestOf(EntityManager em, String owner, String conversationId, int skipped, int limit) {
        boolean all = conversationId == null;
        return em.createQuery(
                        "select t, c.lastActivity from Task t, Conversation c"
                                + " where t.conversationId = c.id and c.owner = :owner and "
                                + (all ? "t.kind in :which" : "c.id = :which")
                                + " order by t.createdAt desc, t.id desc",
                        Object[].class)
                .setParameter("owner", owner)
                .setParameter("which", all ? Kind.texts() : conversationId)
                .setFirstResult(skipped)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Ids of conversations without activity after {@code before} (epoch ms) whose tasks had all finished by then. */
    static List<String> conversationsAtRest(EntityManager em, long before, int max) {
        return em.createQuery(
                        "select c.id from Conversation c where c.lastActivity <= :before and not exists ("
                                + "select t.id from Task t where t.conversationId = c.id"
                                + " and (t.finishedAt is null or t.finishedAt > :before)) order by c.lastActivity",
                        String.class)
                .setParameter("before", before)
                .setMaxResults(max)
                .getResultList();
    }

    /** Whether a conversation exists and is not at rest: it had activity or an unfinished task after {@code before}. */
    static boolean isAlive(EntityManager em, String conversationId, long before) {
        return !em.createQuery(
                        "select c.id from Conversation c where c.id = :id and (c.lastActivity > :before or exists ("
                                + "select t.id from Task t where t.conversationId = c.id"
                                + " and (t.finishedAt is null or t.finishedAt > :before)))",
                        String.class)
                .setParameter("id", conversationId)
                .setParameter("before", before)
                .getResultList()
                .isEmpty();
    }

    /** Deletes the tasks of these conversations. Returns the ids of the tasks. */
    static List<String> deleteOf(EntityManager em, Collection<String> conversationIds) {
        List<String> tasks = em.createQuery("select t.id from Task t where t.conversationId in :ids", String.class)
                .setParameter("ids", conversationIds)
                .getResultList();
        em.createQuery("delete from Task t where t.conversationId in :ids")
                .setParameter("ids", conversationIds)
                .executeUpdate();
        return tasks;
    }
}
