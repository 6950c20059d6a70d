package org.satbuddy.image;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.satbuddy.config.Settings;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.database.DatabaseUnavailable;
import org.satbuddy.task.RateLimit;
import org.satbuddy.task.Refused;

/** Stores uploads and returns them to their owners. */
@ApplicationScoped
public class Images {

    private static final int MAX_UPLOAD = 5 * 1024 * 1024;

    @Inject
    Settings settings;

    @Inject
    Database database;

    @Inject
    DatabaseClock clock;

    /** By user. */
    private RateLimit uploads;

    /** By network address. It limits guests who discard their identity. */
    private RateLimit addresses;

    private final ImageReencoder reencoder = new ImageReencoder(2, Duration.ofSeconds(5));

    /** Held from the count to the commit, so that concurrent uploads on one node cannot exceed the quota. */
    private final ReentrantLock keeping = new ReentrantLock(true);

    Images() {}

    Images(Settings settings, Database database, DatabaseClock clock) {
        this.settings = settings;
        this.database = database;
        this.clock = clock;
        start();
    }

    @PostConstruct
    void start() {
        uploads = new RateLimit(settings.limits().requestsPerMinute());
        addresses = new RateLimit(settings.limits().requestsPerMinutePerAddress());
    }

    /**
     * A stored image: re-encoded without metadata, upright, at most 2048 pixels on its longest side.
     *
     * @param mediaType {@code image/jpeg} or {@code image/png}
     */
    @SuppressWarnings("ArrayRecordComponent") // passed once from the store to the network, never compared
    public record StoredImage(String mediaType, byte[] bytes) {}

    /**
     * Stores an upload, whatever its name and announced type. An image that is sent with a message lives as long as its
     * conversation. Any other is deleted after {@code satbuddy.task.ttl}.
     *
     * @param address the network address of the upload
     * @param content read up to the size limit; not closed
     * @return the id under which the owner finds it again
     * @throws Refused.LimitReached if the owner or the address uploads too fast
     * @throws ImageRefused if the upload is not kept
     * @throws DatabaseUnavailable if the database cannot be reached
     */
    public String store(String owner, String address, InputStream content) {
        count(owner, address);
        byte[] upload = read(content);
        database.transact(em -> {
            // Saves the decoding if there is no room. The check in the transaction of the insert decides.
            checkRoom(em, owner, 0);
            return null;
        });
        EncodedImage encoded = reencoder.reencode(upload);
        String id = UUID.randomUUID().toString();
        keeping.lock();
        try {
            return database.transact(em -> {
                checkRoom(em, owner, encoded.bytes().length);
                em.persist(new Image(id, owner, encoded, clock.millis()));
                return id;
            });
        } finally {
            keeping.unlock();
        }
    }

    /** The owner's image; empty if it is unknown, expired or another owner's. */
    public Optional<StoredImage> find(String owner, String id) {
        long before = clock.millis() - settings.tasks().ttl().toMillis();
        return database.transact(
                em -> em.createQuery("select i from Image i where i.id = :id and i.owner = :owner", Image.class)
                        .setParameter("id", id)
                        .setParameter("owner", owner)
                        .getResultStream()
                        .filter(image -> image.isAlive(em, before))
                        .map(image -> new StoredImage(image.mediaType(), image.bytes()))
                        .findFirst());
    }

    private void count(String owner, String address) {
        long now = clock.millis();
        long wait = addresses.waitOf(address, now);
        if (wait == 0) {
            wait = uploads.take(owner, now);
        }
        if (wait == 0) {
            wait = addresses.take(address, now);
        }
        if (wait > 0) {
            throw Refused.LimitReached.rate(wait);
        }
    }

    private static byte[] read(InputStream content) {
        byte[] upload;
        try {
            upload = content.readNBytes(MAX_UPLOAD + 1);
        } catch (IOException e) {
            // The connection broke: the client may not receive this error.
            throw new ImageRefused(ImageRefused.Reason.BROKEN, e);
        }
        if (upload.length > MAX_UPLOAD) {
            throw new ImageRefused(ImageRefused.Reason.TOO_LARGE);
        }
        return upload;
    }

    private void checkRoom(EntityManager em, String owner, long more) {
        var used = (Object[])
                em.createQuery("select count(i), coalesce(sum(i.sizeBytes), 0) from Image i where i.owner = :owner")
                        .setParameter("owner", owner)
                        .getSingleResult();
        long images = ((Number) used[0]).longValue();
        long bytes = ((Number) used[1]).longValue();
        Settings.Limits limits = settings.limits();
        if (images >= limits.images() || bytes + more > limits.imageBytes()) {
            throw new ImageRefused(ImageRefused.Reason.QUOTA);
        }
        long ofAll = em.createQuery("select coalesce(sum(i.sizeBytes), 0) from Image i", Number.class)
                .getSingleResult()
                .longValue();
        if (ofAll + more > limits.imageBytesInAll()) {
            throw new ImageRefused(ImageRefused.Reason.FULL);
        }
    }
}
