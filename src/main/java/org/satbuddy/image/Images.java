package org.satbuddy.image;

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

/** Uploads as their owners see them. */
@ApplicationScoped
public class Images {

    private static final int MAX_UPLOAD = 5 * 1024 * 1024;

    @Inject
    Settings settings;

    @Inject
    Database database;

    @Inject
    DatabaseClock clock;

    private final Studio studio = new Studio(2, Duration.ofSeconds(5));

    /** Held from counting to commit, so that uploads at the same time cannot slip past the quota of one node. */
    private final ReentrantLock keeping = new ReentrantLock(true);

    Images() {}

    Images(Settings settings, Database database, DatabaseClock clock) {
        this.settings = settings;
        this.database = database;
        this.clock = clock;
    }

    /**
     * An image as it is kept: without metadata, upright, at most 2048 pixels long.
     *
     * @param mediaType {@code image/jpeg} or {@code image/png}
     */
    @SuppressWarnings("ArrayRecordComponent") // passed once from the store to the network, never compared
    public record Content(String mediaType, byte[] bytes) {}

    /**
     * Takes an upload in, whatever its name and announced type. It lives for an hour, or as long as the conversation that
     * it is sent with.
     *
     * @param content read up to the limit, not closed
     * @return the id under which the owner finds it again
     * @throws ImageRefused if it is not kept
     * @throws DatabaseUnavailable if the database cannot be reached
     */
    public String store(String owner, InputStream content) {
        byte[] upload = read(content);
        database.transact(entities -> {
            // Before the work of decoding; what counts is asked again with the insert.
            checkRoom(entities, owner, 0);
            return null;
        });
        Picture picture = studio.picture(upload);
        String id = UUID.randomUUID().toString();
        keeping.lock();
        try {
            return database.transact(entities -> {
                checkRoom(entities, owner, picture.bytes().length);
                entities.persist(new Image(id, owner, picture, clock.millis()));
                return id;
            });
        } finally {
            keeping.unlock();
        }
    }

    /** The owner's image; empty if it is unknown, expired or somebody else's. */
    public Optional<Content> find(String owner, String id) {
        return database.transact(entities -> entities.createQuery(
                        "select i from Image i where i.id = :id and i.owner = :owner", Image.class)
                .setParameter("id", id)
                .setParameter("owner", owner)
                .getResultStream()
                .map(image -> new Content(image.mediaType(), image.bytes()))
                .findFirst());
    }

    private static byte[] read(InputStream content) {
        byte[] upload;
        try {
            upload = content.readNBytes(MAX_UPLOAD + 1);
        } catch (IOException e) {
            // The connection broke off in the middle: nobody may be there to read why.
            throw new ImageRefused(ImageRefused.Reason.BROKEN, e);
        }
        if (upload.length > MAX_UPLOAD) {
            throw new ImageRefused(ImageRefused.Reason.TOO_LARGE);
        }
        return upload;
    }

    private void checkRoom(EntityManager entities, String owner, long more) {
        var used = (Object[]) entities.createQuery(
                        "select count(i), coalesce(sum(i.sizeBytes), 0) from Image i where i.owner = :owner")
                .setParameter("owner", owner)
                .getSingleResult();
        long images = ((Number) used[0]).longValue();
        long bytes = ((Number) used[1]).longValue();
        Settings.Limits limits = settings.limits();
        if (images >= limits.images() || bytes + more > limits.imageBytes()) {
            throw new ImageRefused(ImageRefused.Reason.QUOTA);
        }
    }
}
