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

/** This server among the nodes of the installation: its name, this boot of it, and whether others are alive. */
@ApplicationScoped
class Membership {

    /** Longer than several heartbeats. */
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

    /** Since when the database has answered every heartbeat, epoch ms. */
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

    /** Whether a newer boot of this node's name was seen: this one then claims nothing more. */
    boolean superseded() {
        return superseded;
    }

    /** Announces this boot as the newest of its name. */
    void join() {
        long now = clock.millis();
        database.transact(em -> em.merge(new Node(self.node(), self.boot(), now)));
    }

    /** How many nodes were alive at the last heartbeat, this one among them. */
    int alive() {
        return alive;
    }

    /**
     * Leases that ended by then may be taken over, epoch ms. Only those that were released for this purpose (at 0) until
     * the database has been reachable for one whole lease: before that, their holders had no chance to renew.
     */
    long expiredBefore(long now) {
        return now - reachableSince >= Lease.LENGTH.toMillis() ? now : 0;
    }

    /** Says that this boot is alive; true if other nodes are too. */
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
