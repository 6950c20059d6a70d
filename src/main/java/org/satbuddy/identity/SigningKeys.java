package org.satbuddy.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.satbuddy.config.Settings;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.database.DatabaseUnavailable;

/**
 * The keys that sign guest identities. They are stored in the database, so that all nodes share them and the previous
 * key is still accepted after a change. They are kept in memory, and are read again only if a token names an unknown
 * key.
 */
@ApplicationScoped
class SigningKeys {

    /** The id of the key that an installation generates. It is fixed, so that two nodes cannot generate two keys. */
    private static final String GENERATED_ID = "made-here";

    private static final int SECRET_BYTES = 32;
    private static final int DERIVED_ID_LENGTH = 15;

    /** Shortest time, in nanoseconds, between two reads of the keys because of a token with an unknown key. */
    private static final long REREAD_AFTER = Duration.ofSeconds(5).toNanos();

    @Inject
    Settings settings;

    @Inject
    Database database;

    @Inject
    DatabaseClock clock;

    private final AtomicLong lastRead = new AtomicLong();
    private volatile Keyring keyring;

    SigningKeys() {}

    SigningKeys(Settings settings, Database database, DatabaseClock clock) {
        this.settings = settings;
        this.database = database;
        this.clock = clock;
    }

    /** A signed token for an owner. */
    String token(String owner) {
        return keyring().token(owner);
    }

    /**
     * The owner that a token names; empty if no valid key signed it.
     *
     * @throws DatabaseUnavailable if the keys must be read and the database cannot be reached
     */
    Optional<String> owner(String token) {
        Keyring keys = keyring();
        if (keys.namesUnknownKey(token) && mayReread()) {
            // Another node may already run with a newer secret.
            keys = read();
        }
        return keys.owner(token);
    }

    private Keyring keyring() {
        Keyring known = keyring;
        return known == null ? first() : known;
    }

    /** One at a time, because the first requests of a new installation would each store a key. */
    private synchronized Keyring first() {
        Keyring known = keyring;
        return known == null ? read() : known;
    }

    private boolean mayReread() {
        long now = System.nanoTime();
        long before = lastRead.get();
        return now - before >= REREAD_AFTER && lastRead.compareAndSet(before, now);
    }

    /** Needs no lock, because concurrent reads find the same keys. */
    private Keyring read() {
        SigningKey current = stored(configured().orElseGet(this::generated));
        var signers = new ArrayList<HmacSigner>();
        signers.add(signer(current));
        database.transact(em -> em.createQuery(
                                "select k from SigningKey k where k.id <> :current order by k.createdAt desc",
                                SigningKey.class)
                        .setParameter("current", current.id())
                        .setMaxResults(1)
                        .getResultList())
                .forEach(previous -> signers.add(signer(previous)));
        lastRead.set(System.nanoTime());
        keyring = new Keyring(signers);
        return keyring;
    }

    /** The key derived from {@code satbuddy.secret}; empty if that is not set. */
    private Optional<SigningKey> configured() {
        return settings.secret().map(text -> {
            byte[] secret = HmacSigner.derive(text.getBytes(StandardCharsets.UTF_8), "signing key");
            String id =
                    HexFormat.of().formatHex(HmacSigner.derive(secret, "id")).substring(0, DERIVED_ID_LENGTH);
            return key("c" + id, secret);
        });
    }

    private SigningKey generated() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return key(GENERATED_ID, secret);
    }

    private SigningKey key(String id, byte[] secret) {
        return new SigningKey(id, Base64.getEncoder().encodeToString(secret), clock.millis());
    }

    /** Returns the stored key with the id of {@code wanted}. Stores {@code wanted} if there is none. */
    private SigningKey stored(SigningKey wanted) {
        Optional<SigningKey> existing = find(wanted.id());
        if (existing.isPresent()) {
            return existing.get();
        }
        try {
            return database.transact(em -> {
                em.persist(wanted);
                return wanted;
            });
        } catch (DatabaseUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            // Another node may have stored a key with this id first.
            return find(wanted.id()).orElseThrow(() -> e);
        }
    }

    private Optional<SigningKey> find(String id) {
        return database.transact(em -> Optional.ofNullable(em.find(SigningKey.class, id)));
    }

    private static HmacSigner signer(SigningKey key) {
        return new HmacSigner(key.id(), Base64.getDecoder().decode(key.secret()));
    }
}
