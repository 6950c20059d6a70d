package org.satbuddy.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.database.GroupCommit;

/** Renews the leases of the tasks that run in this JVM. */
@ApplicationScoped
public class LeaseRenewal {

    @Inject
    GroupCommit groupCommit;

    @Inject
    DatabaseClock clock;

    @Inject
    Membership membership;

    @Inject
    Worker worker;

    /**
     * Also stops attempts whose task was cancelled or taken over elsewhere, or whose time is up. Called several times
     * within a lease.
     */
    public void renew() {
        long now = clock.millis();
        long leaseUntil = now + Lease.LENGTH.toMillis();
        List<String> ids = worker.running();
        for (int from = 0; from < ids.size(); from += TaskStore.BATCH) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + TaskStore.BATCH));
            Set<String> held = groupCommit.write(
                    em -> TaskStore.renew(em, some, membership.self(), now, leaseUntil) == some.size()
                            ? Set.copyOf(some)
                            : new HashSet<>(TaskStore.held(em, some, membership.self(), now)),
                    Lease.LENGTH);
            worker.stopIf(id -> some.contains(id) && !held.contains(id));
        }
    }
}
