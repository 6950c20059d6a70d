package org.satbuddy.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.satbuddy.database.Database;

/**
 * Counts the changes of accounts, sessions and tokens. A node keeps what it has read until the number is another one, and
 * asks for the number once a second. So requests cost no query, and a change counts on every node within a second.
 */
@ApplicationScoped
public class Changes {

    /** A change is noticed after this time. */
    private static final Duration STALE = Duration.ofSeconds(1);

    /** What is in use is read, and its use written, this often. */
    static final Duration READ_AGAIN = Duration.ofMinutes(1);

    private static final int MOST_CACHED = 20_000;

    @Inject
    Database database;

    private final LoadingCache<Integer, Long> number =
            Caffeine.newBuilder().expireAfterWrite(STALE).build(this::read);

    Changes() {}

    public Changes(Database database) {
        this.database = database;
    }

    /** To be called in every transaction that changes an account, or ends a session or a token. */
    static void count(EntityManager em) {
        em.createQuery("update AccountChanges c set c.changes = c.changes + 1 where c.id = :id")
                .setParameter("id", AccountChanges.ID)
                .executeUpdate();
    }

    /** To be called after a change of this node, which then notices it at once. */
    void noticed() {
        number.invalidateAll();
    }

    private long read(int id) {
        return database.transact(
                em -> em.createQuery("select c.changes from AccountChanges c where c.id = :id", Number.class)
                        .setParameter("id", id)
                        .getSingleResult()
                        .longValue());
    }

    /** Keeps what {@code read} returns for a key until anything has changed. */
    <T> Function<String, Optional<T>> remember(Function<String, Optional<T>> read) {
        Cache<String, Known<T>> known = Caffeine.newBuilder()
                .maximumSize(MOST_CACHED)
                .expireAfterWrite(READ_AGAIN)
                .build();
        return key -> {
            long current = number.get(AccountChanges.ID);
            Known<T> found = known.getIfPresent(key);
            if (found == null || found.changes() != current) {
                found = new Known<>(current, read.apply(key));
                known.put(key, found);
            }
            return found.value();
        };
    }

    /** @param changes how many changes there had been before the value was read */
    private record Known<T>(long changes, Optional<T> value) {}
}
