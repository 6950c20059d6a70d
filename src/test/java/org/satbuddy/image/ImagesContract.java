package org.satbuddy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.satbuddy.PersistenceUnits;
import org.satbuddy.config.SettingsBuilder;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.task.Attachment;
import org.satbuddy.task.Refused.LimitReached;

/** The contract of the image store, on every supported database and JPA implementation. */
abstract class ImagesContract {

    private static final String ADDRESS = "127.0.0.1";
    private static final long TTL = new SettingsBuilder().build().tasks().ttl().toMillis();

    private Database database;
    private LaterClock clock;
    private Images images;
    private ImageStore store;

    abstract DataSource dataSource();

    abstract String unit();

    @BeforeEach
    void open() {
        DataSource dataSource = dataSource();
        database = new Database(PersistenceUnits.on(unit(), dataSource), dataSource);
        clock = new LaterClock(database);
        images = images(5, 100_000);
        store = new ImageStore(database);
    }

    @Test
    void returnsAnImageOnlyToItsOwner() {
        String id = upload("mia");
        Images.StoredImage kept = images.find("mia", id).orElseThrow();
        assertThat(kept.mediaType()).isEqualTo("image/png");
        assertThat(SampleImages.open(new EncodedImage(kept.mediaType(), 0, 0, kept.bytes()))
                        .getWidth())
                .isEqualTo(20);
        assertThat(images.find("leo", id)).isEmpty();
        assertThat(images.find("mia", "unknown")).isEmpty();
    }

    @Test
    void refusesMoreThanFiveMegabytes() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0x89;
            }
        };
        assertRefused(images, endless, ImageRefused.Reason.TOO_LARGE);
    }

    @Test
    void storesExactlyFiveMegabytes() {
        byte[] padded = SampleImages.withPngChunk(
                SampleImages.png(4, 4), "prIv", new byte[5 * 1024 * 1024 - 12 - SampleImages.png(4, 4).length]);
        assertThat(padded).hasSize(5 * 1024 * 1024);
        assertThat(images.store("mia", ADDRESS, new ByteArrayInputStream(padded)))
                .isNotBlank();
    }

    @Test
    void reportsABrokenConnectionAsABrokenImage() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
        assertRefused(images, broken, ImageRefused.Reason.BROKEN);
    }

    @Test
    void limitsTheNumberOfImagesPerOwner() {
        for (int i = 0; i < 5; i++) {
            upload("mia");
        }
        assertRefused(images, file(), ImageRefused.Reason.QUOTA);
        assertThat(upload("leo")).isNotBlank();
    }

    @Test
    void limitsTheBytesPerOwner() {
        Images small = images(100, 3_000);
        assertRefused(small, new ByteArrayInputStream(SampleImages.jpeg(200, 200)), ImageRefused.Reason.QUOTA);
        assertThat(small.store("mia", ADDRESS, file())).isNotBlank();
    }

    @Test
    void limitsTheBytesOfAllOwnersTogether() {
        Images small = images(new SettingsBuilder().imageBytesInAll(3_000));
        small.store("mia", ADDRESS, file());

        assertRefused(small, new ByteArrayInputStream(SampleImages.jpeg(200, 200)), ImageRefused.Reason.FULL);
        assertThat(small.store("leo", ADDRESS, file())).isNotBlank();
    }

    @Test
    void limitsTheUploadsOfAnOwnerAndOfAnAddress() {
        Images slow = images(new SettingsBuilder().requestsPerMinute(2).requestsPerMinutePerAddress(2));
        slow.store("mia", "10.0.0.1", file());
        slow.store("mia", "10.0.0.2", file());

        assertThatExceptionOfType(LimitReached.class)
                .as("the owner, from anywhere")
                .isThrownBy(() -> slow.store("mia", "10.0.0.3", file()))
                .satisfies(e -> assertThat(e.retryAfterSeconds()).isBetween(1, 30));
        slow.store("leo", "10.0.0.1", file());
        assertThatExceptionOfType(LimitReached.class)
                .as("the address, whoever asks")
                .isThrownBy(() -> slow.store("ann", "10.0.0.1", file()));
    }

    @Test
    void keepsTheQuotaUnderConcurrentUploads() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Boolean> attempt = () -> {
                try {
                    images.store("mia", ADDRESS, file());
                    return true;
                } catch (ImageRefused e) {
                    return false;
                }
            };
            int kept = 0;
            for (Future<Boolean> done : threads.invokeAll(
                    IntStream.range(0, 16).mapToObj(i -> attempt).toList())) {
                kept += done.get() ? 1 : 0;
            }
            assertThat(kept).isEqualTo(5);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void attachesOnlyImagesOfTheOwner() {
        String mias = upload("mia");
        String leos = upload("leo");
        assertThat(attach("mia", List.of(mias, leos))).isFalse();
        assertThat(attach("mia", List.of(mias, "unknown"))).isFalse();
        deleteUnattached(Long.MAX_VALUE);
        assertThat(images.find("mia", mias)).isEmpty();
        String another = upload("mia");
        assertThat(attach("mia", List.of(another, another))).isTrue();
        assertThat(attach("mia", List.of())).isTrue();
    }

    /** The sweep runs only every half minute. */
    @Test
    void showsNoExpiredImage() {
        String id = upload("mia");
        clock.passed = TTL - 1_000;
        assertThat(images.find("mia", id)).isPresent();

        clock.passed = TTL + 1;

        assertThat(images.find("mia", id)).isEmpty();
        assertThat(attach("mia", List.of(id))).isFalse();
    }

    @Test
    void showsAnAttachedImageAsLongAsItsConversation() {
        String id = upload("mia");
        assertThat(attach("mia", List.of(id))).isTrue();
        clock.passed = TTL / 2;
        converse("talk");
        clock.passed = TTL + 1_000;
        assertThat(images.find("mia", id)).isPresent();
        assertThat(attach("mia", List.of(id))).isTrue();

        clock.passed = TTL / 2 + TTL + 60_000;

        assertThat(images.find("mia", id)).isEmpty();
        assertThat(attach("mia", List.of(id), "another")).isFalse();
    }

    @Test
    void deletesAnImageWithItsConversation() {
        converse("talk");
        String id = upload("mia");
        assertThat(attach("mia", List.of(id))).isTrue();
        assertThat(deleteUnattached(Long.MAX_VALUE)).isZero();
        deleteOf(List.of("another"));
        deleteOf(List.of());
        assertThat(images.find("mia", id)).isPresent();
        deleteOf(List.of("talk", "another"));
        assertThat(images.find("mia", id)).isEmpty();
    }

    @Test
    void deletesUnattachedImagesUploadedBeforeATime() {
        String id = upload("mia");
        assertThat(deleteUnattached(1_000_000)).isZero();
        assertThat(deleteUnattached(Long.MAX_VALUE)).isEqualTo(1);
        assertThat(images.find("mia", id)).isEmpty();
    }

    @Test
    void deletesAllImagesOfAnOwner() {
        String mias = upload("mia");
        String leos = upload("leo");
        attach("mia", List.of(mias));
        inTransaction(em -> {
            store.deleteAllOf(em, "mia");
            return null;
        });
        assertThat(images.find("mia", mias)).isEmpty();
        assertThat(images.find("leo", leos)).isPresent();
    }

    @Test
    void loadsExistingImagesInTheGivenOrder() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            ids.add(upload("mia"));
        }
        String leos = upload("leo");
        List<Attachment> loaded = store.load("mia", List.of(ids.get(3), "unknown", ids.get(0), leos, ids.get(2)));
        assertThat(loaded).extracting(Attachment::id).containsExactly(ids.get(3), ids.get(0), ids.get(2));
        assertThat(loaded).allSatisfy(it -> assertThat(it.bytes()).isNotEmpty());
        assertThat(loaded).extracting(Attachment::mediaType).containsOnly("image/png");
        assertThat(store.load("mia", List.of())).isEmpty();
        assertThat(store.bytesOf("mia", List.of(ids.get(3), "unknown", ids.get(0), leos)))
                .isEqualTo(loaded.get(0).bytes().length + loaded.get(1).bytes().length);
    }

    private Images images(int count, long bytes) {
        return images(new SettingsBuilder().images(count).imageBytes(bytes));
    }

    private Images images(SettingsBuilder settings) {
        return new Images(settings.build(), database, clock);
    }

    private String upload(String owner) {
        return images.store(owner, ADDRESS, file());
    }

    private static InputStream file() {
        return new ByteArrayInputStream(SampleImages.png(20, 20));
    }

    private boolean attach(String owner, List<String> ids) {
        return attach(owner, ids, "talk");
    }

    private boolean attach(String owner, List<String> ids, String conversation) {
        return inTransaction(em -> store.attach(em, owner, ids, conversation, clock.millis() - TTL));
    }

    private void converse(String conversation) {
        inTransaction(em -> em.createNativeQuery("insert into conversation (id, owner, created_at, last_activity)"
                        + " values (?1, 'mia', ?2, ?2)")
                .setParameter(1, conversation)
                .setParameter(2, clock.millis())
                .executeUpdate());
    }

    /** The database's clock, later by the time that has passed in the test. */
    private static final class LaterClock extends DatabaseClock {

        private long passed;

        private LaterClock(Database database) {
            super(database);
        }

        @Override
        public long millis() {
            return super.millis() + passed;
        }
    }

    private int deleteUnattached(long uploadedBefore) {
        return inTransaction(em -> store.deleteUnattached(em, uploadedBefore));
    }

    private void deleteOf(List<String> conversations) {
        inTransaction(em -> {
            store.deleteOf(em, conversations);
            return null;
        });
    }

    private <T> T inTransaction(Function<EntityManager, T> work) {
        return database.transact(work);
    }

    private static void assertRefused(Images images, InputStream content, ImageRefused.Reason reason) {
        assertThatExceptionOfType(ImageRefused.class)
                .isThrownBy(() -> images.store("mia", ADDRESS, content))
                .returns(reason, ImageRefused::reason);
    }
}
