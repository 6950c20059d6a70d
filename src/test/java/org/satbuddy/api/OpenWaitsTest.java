package org.satbuddy.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.satbuddy.config.SettingsBuilder;

class OpenWaitsTest {

    private final OpenWaits waits = new OpenWaits();

    @BeforeEach
    void limit() {
        waits.settings = new SettingsBuilder().streams(2).streamsInAll(3).build();
    }

    @Test
    void limitsThoseOfAnOwner() {
        assertThat(waits.enter("mia")).isTrue();
        assertThat(waits.enter("mia")).isTrue();
        assertThat(waits.enter("mia")).isFalse();
        assertThat(waits.enter("ben")).isTrue();

        waits.leave("mia");

        assertThat(waits.enter("mia")).isTrue();
    }

    @Test
    void countsAWaitUntilItEnds() {
        var first = new CompletableFuture<String>();
        assertThat(waits.hold("mia", () -> first)).isPresent();
        assertThatThrownBy(() -> waits.hold("mia", () -> {
                    throw new IllegalStateException("no database");
                }))
                .hasMessage("no database");
        assertThat(waits.hold("mia", CompletableFuture::new)).isPresent();
        assertThat(waits.hold("mia", CompletableFuture::new)).isEmpty();

        first.complete("done");

        assertThat(waits.hold("mia", CompletableFuture::new)).isPresent();
    }

    @Test
    void limitsThoseOfAllOwners() {
        assertThat(waits.enter("mia")).isTrue();
        assertThat(waits.enter("ben")).isTrue();
        assertThat(waits.enter("eve")).isTrue();
        assertThat(waits.enter("leo")).isFalse();

        waits.leave("eve");

        assertThat(waits.enter("leo")).isTrue();
    }
}
