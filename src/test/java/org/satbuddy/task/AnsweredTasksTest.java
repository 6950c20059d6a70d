package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.satbuddy.config.AuthMode;
import org.satbuddy.config.SettingsBuilder;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.database.DatabaseUnavailable;

/** The cache of answers without a database. {@link AnswerSharingTest} tests it on databases. */
class AnsweredTasksTest {

    private static AnsweredTasks cache(int owners, RuntimeException failure) {
        var cache = new AnsweredTasks();
        cache.settings = new SettingsBuilder()
                .cacheOwners(owners)
                .authModes(AuthMode.CLASS_PASS)
                .build();
        cache.database = new FailingDatabase(failure);
        cache.clock = new StoppedClock();
        return cache;
    }

    @Test
    void findsNothingIfTheDatabaseIsUnavailable() {
        assertThat(cache(3, new DatabaseUnavailable()).find("hash")).isEmpty();
    }

    @Test
    void findsNothingIfTheDatabaseFails() {
        assertThat(cache(3, new IllegalStateException("The transaction did not commit."))
                        .find("hash"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, false", "3, true", "30, true"})
    void isOffIfZeroOwnersAreRequired(int owners, boolean on) {
        assertThat(cache(owners, null).isOn()).isEqualTo(on);
    }

    @Test
    void isOffForGuests() {
        var cache = cache(3, null);
        cache.settings =
                new SettingsBuilder().cacheOwners(3).authModes(AuthMode.GUEST).build();

        assertThat(cache.isOn()).isFalse();
    }

    @Test
    void refusesToShareACachedAnswerAgain() {
        assertThatThrownBy(() -> new Answer.Completed("42", "test", "model", Usage.NONE, "hash", true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static final class FailingDatabase extends Database {

        private final RuntimeException failure;

        FailingDatabase(RuntimeException failure) {
            this.failure = failure;
        }

        @Override
        public <T> T transact(Function<EntityManager, T> work) {
            throw failure;
        }
    }

    private static final class StoppedClock extends DatabaseClock {

        @Override
        public long millis() {
            return 0;
        }
    }
}
