package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImageRoomTest {

    private final ImageRoom room = new ImageRoom(4 << 20);

    @Test
    void holdsFewLargeImagesAtOnce() {
        int first = room.take(600 << 10);
        assertThat(first).isPositive();

        assertThat(room.take(600 << 10)).isEqualTo(-1);
        assertThat(room.take(100 << 10)).as("a smaller one").isPositive();

        room.giveBack(first);
        assertThat(room.take(600 << 10)).isPositive();
    }

    @Test
    void holdsAnImageThatIsLargerThanTheRoomAlone() {
        int all = room.take(100 << 20);
        assertThat(all).isPositive();
        assertThat(room.take(1)).isEqualTo(-1);

        room.giveBack(all);
        assertThat(room.take(1)).isPositive();
    }

    @Test
    void takesNoneForNoImages() {
        assertThat(room.take(100 << 20)).isPositive();
        assertThat(room.take(0)).isZero();
    }
}
