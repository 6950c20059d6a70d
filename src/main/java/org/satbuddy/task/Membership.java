package org.satbuddy.task;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.UUID;
import org.satbuddy.config.Settings;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.database.DatabaseUnavailable;

/** This node's membership in the installation: its name, its boot, and the number of nodes that are alive. */
@ApplicationScoped
class Membership {

    /** A node counts as dead after this time without a heartbeat, ms; heartbeats come about every second. */
    private static final long DEAD_AFTER = Duration.ofSeconds(30).toMillis();

    @Inject
    Settings settings;

    @Inject
    Database database;

    @Inject
    DatabaseClock clock;

    private Lease.Holder self;
    private volatile boolean superseded;
    private volatile int alive = 1;

    /**
     * The time since which the database has answered every heartbeat, epoch ms; {@link Long#MAX_VALUE} if it did not
     * answer the last one.
     */
    private volatile long reachableSince = Long.MAX_VALUE;

    Membership() {}

    Membership(String name, Database database, DatabaseClock clock) {
        this.database = database;
        this.clock = clock;
        this.self = new Lease.Holder(name, UUID.randomUUID().toString());
    }

    @PostConstruct
    void name() {
        String name = settings.node().orElseGet(() -> System.getProperty("jboss.node.name", hostName()));
        self = new Lease.Holder(name, UUID.randomUUID().toString());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    Lease.Holder self() {
        return self;
    }

    /** Whether a newer boot with this node's name has joined. This boot then claims no more tasks. */
    boolean superseded() {
        return superseded;
    }

    /** Records this boot as the newest of this node. */
    void join() {
        long now = clock.millis();
        database.transact(em -> em.merge(new Node(self.node(), self.boot(), now)));
    }

    /** The number of nodes that were alive at the last heartbeat, including this one. */
    int alive() {
        return alive;
    }

    /**
     * Returns the latest end of a lease that may be taken over, epoch ms. Returns 0 until the database has been
     * reachable for one whole lease, because the holders could not renew before. Released leases end at 0, so they can
     * always be taken over.
     */
    long expiredBefore(long now) {
        return now - reachableSince >= Lease.LENGTH.toMillis() ? now : 0;
    }

    /**
     * Records that this boot is alive, and synchronises the clock. Returns whether another node, or a newer boot of
     * this node, is alive.
     *
     * @throws DatabaseUnavailable if the database cannot be reached
     */
    boolean beat() {
        try {
            clock.synchronise();
            boolean others = beat(clock.millis());
            reachableSince = Math.min(reachableSince, clock.millis());
            return others;
        } catch (DatabaseUnavailable e) {
            reachableSince = Long.MAX_VALUE;
            throw e;
        }
    }

    private boolean beat(long now) {
        return database.transact(em -> {
            int updated = em.createQuery("update Node n set n.seenAt = :now where n.name = :name and n.boot = :boot")
                    .setParameter("now", now)
                    .setParameter("name", self.node())
                    .setParameter("boot", self.boot())
                    .executeUpdate();
            superseded = updated == 0;
            long others = em.createQuery(
                            "select count(n) from Node n where n.name <> :name and n.seenAt > :since", Long.class)
                    .setParameter("name", self.node())
                    .setParameter("since", now - DEAD_AFTER)
                    .getSingleResult();
            alive = (int) others + 1;
            return superseded || others > 0;
        });
    }
}
