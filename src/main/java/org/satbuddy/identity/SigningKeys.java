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
 * The keys that guest identities are signed with. Kept in the database, so that all nodes share them and the one before
 * the current is still known after a change; read once and then kept in memory.
 */
@ApplicationScoped
class SigningKeys {

    /** The key that an installation makes for itself. One fixed id, so that two nodes cannot make two. */
    private static final String MADE_HERE = "made-here";

    private static final int SECRET_BYTES = 32;
    private static final int DERIVED_ID_LENGTH = 15;

    /** How often a token with an unknown key makes us look again. */
    private static final long LOOK_AGAIN_AFTER = Duration.ofSeconds(5).toNanos();

    @Inject
    Settings settings;

    @Inject
    Database database;

    @Inject
    DatabaseClock clock;

    private final AtomicLong looked = new AtomicLong();
    private volatile Keyring keyring;

    SigningKeys() {}

    SigningKeys(Settings settings, Database database, DatabaseClock clock) {
        this.settings = settings;
        this.database = database;
        this.clock = clock;
    }

    /** Signs an identity. */
    String token(String owner) {
        return keyring().token(owner);
    }

    /**
     * Whose token it is; empty if it is not ours.
     *
     * @throws DatabaseUnavailable if the keys were not read yet and the database cannot be reached
     */
    Optional<String> owner(String token) {
        Keyring keys = keyring();
        if (keys.isStrange(token) && mayLookAgain()) {
            // Another node may run with a newer secret already.
            keys = read();
        }
        return keys.owner(token);
    }

    private Keyring keyring() {
        Keyring known = keyring;
        return known == null ? read() : known;
    }

    private boolean mayLookAgain() {
        long now = System.nanoTime();
        long before = looked.get();
        return now - before >= LOOK_AGAIN_AFTER && looked.compareAndSet(before, now);
    }

    /** Needs no lock: whoever reads at the same time finds the same keys. */
    private Keyring read() {
        SigningKey current = kept(configured().orElseGet(this::made));
        var seals = new ArrayList<Seal>();
        seals.add(seal(current));
        database.transact(entities -> entities.createQuery(
                                "select k from SigningKey k where k.id <> :current order by k.createdAt desc",
                                SigningKey.class)
                        .setParameter("current", current.id())
                        .setMaxResults(1)
                        .getResultList())
                .forEach(previous -> seals.add(seal(previous)));
        looked.set(System.nanoTime());
        keyring = new Keyring(seals);
        return keyring;
    }

    /** The key that {@code satbuddy.secret} stands for. */
    private Optional<SigningKey> configured() {
        return settings.secret().map(text -> {
            byte[] secret = Seal.derive(text.getBytes(StandardCharsets.UTF_8), "signing key");
            String id = HexFormat.of().formatHex(Seal.derive(secret, "id")).substring(0, DERIVED_ID_LENGTH);
            return key("c" + id, secret);
        });
    }

    private SigningKey made() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return key(MADE_HERE, secret);
    }

    private SigningKey key(String id, byte[] secret) {
        return new SigningKey(id, Base64.getEncoder().encodeToString(secret), clock.millis());
    }

    /** The key with this id as it is in the database: the one given, unless there is one or another node was faster. */
    private SigningKey kept(SigningKey wanted) {
        Optional<SigningKey> there = find(wanted.id());
        if (there.isPresent()) {
            return there.get();
        }
        try {
            return database.transact(entities -> {
                entities.persist(wanted);
                return wanted;
            });
        } catch (DatabaseUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            return find(wanted.id()).orElseThrow(() -> e);
        }
    }

    private Optional<SigningKey> find(String id) {
        return database.transact(entities -> Optional.ofNullable(entities.find(SigningKey.class, id)));
    }

    private static Seal seal(SigningKey key) {
        return new Seal(key.id(), Base64.getDecoder().decode(key.secret()));
    }
}
