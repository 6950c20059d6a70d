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
     * Renews the leases. Stops attempts whose task was cancelled or taken over elsewhere, or whose time is up. Called
     * several times within a lease.
     */
    public void renew() {
        long now = clock.millis();
        long leaseUntil = now + Lease.LENGTH.toMillis();
        List<String> ids = worker.running();
        for (int from = 0; from < ids.size(); from += TaskStore.BATCH) {
            List<String> batch = ids.subList(from, Math.min(ids.size(), from + TaskStore.BATCH));
            Set<String> held = groupCommit.write(
                    em -> TaskStore.renew(em, batch, membership.self(), now, leaseUntil) == batch.size()
                            ? Set.copyOf(batch)
                            : new HashSet<>(TaskStore.held(em, batch, membership.self(), now)),
                    Lease.LENGTH);
            worker.stopIf(id -> batch.contains(id) && !held.contains(id));
        }
    }
}
