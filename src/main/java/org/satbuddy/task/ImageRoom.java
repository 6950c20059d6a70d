package org.satbuddy.task;

import java.util.concurrent.Semaphore;

/**
 * The memory for the images of running attempts on this node. Messages of a few students, with eight large images each,
 * would otherwise fill the heap: the images stay in it for the whole call. Thread-safe.
 */
final class ImageRoom {

    private static final int HEAP_SHARE = 4;

    /** An image in memory, its Base64 form in the request, and what the HTTP client holds of it. */
    private static final int COPIES = 4;

    private final int size;
    private final Semaphore free;

    ImageRoom() {
        this(Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    }

    /** @param bytes of memory for all attempts together */
    ImageRoom(long bytes) {
        size = kilobytes(bytes);
        free = new Semaphore(size);
    }

    /**
     * Takes room for images of so many bytes. Images that are larger than the whole room get all of it.
     *
     * @return the room taken, to be given back; -1 if there is not enough now
     */
    int take(long imageBytes) {
        int room = Math.min(size, kilobytes(imageBytes * COPIES));
        return free.tryAcquire(room) ? room : -1;
    }

    void giveBack(int room) {
        free.release(room);
    }

    private static int kilobytes(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, (bytes + 1023) / 1024);
    }
}
