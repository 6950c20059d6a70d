package org.satbuddy.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrongPasswordsTest {

    private final WrongPasswords wrong = new WrongPasswords();

    @Test
    void stopsTenFromOnePlace() {
        count(10, "mia", "here", false);
        assertThat(wrong.allows("mia", "here", false)).isFalse();
        assertThat(wrong.allows("mia", "elsewhere", false)).isTrue();
        assertThat(wrong.allows("ben", "here", false)).isTrue();
    }

    @Test
    void stopsFiftyFromManyPlaces() {
        for (int i = 0; i < 50; i++) {
            assertThat(wrong.allows("mia", "place " + i, false)).isTrue();
            wrong.count("mia", "place " + i, false);
        }
        assertThat(wrong.allows("mia", "another", false)).isFalse();
    }

    @Test
    void neverStopsTheOwnersDeviceBecauseOfOthers() {
        count(60, "mia", "anywhere", false);
        assertThat(wrong.allows("mia", "phone of mia", true)).isTrue();
        count(10, "mia", "phone of mia", true);
        assertThat(wrong.allows("mia", "phone of mia", true)).isFalse();
    }

    /** Whoever once had the password could have collected many devices. */
    @Test
    void stopsFiftyFromKnownDevicesTogether() {
        for (int i = 0; i < 50; i++) {
            wrong.count("mia", "device " + i, true);
        }
        assertThat(wrong.allows("mia", "another device", true)).isFalse();
        assertThat(wrong.allows("mia", "here", false)).isTrue();
    }

    @Test
    void forgetsWhatWasWrongBeforeTheRightPassword() {
        count(9, "mia", "here", false);
        wrong.forget("mia", "here");
        count(9, "mia", "here", false);
        assertThat(wrong.allows("mia", "here", false)).isTrue();
    }

    private void count(int times, String name, String from, boolean known) {
        for (int i = 0; i < times; i++) {
            wrong.count(name, from, known);
        }
    }
}
