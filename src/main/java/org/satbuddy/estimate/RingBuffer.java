package org.satbuddy.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The latest of something that many threads tell of: bounded, and without a lock. */
final class RingBuffer<T> {

    /** More than a node brings about in the minute that is looked back on; a power of two, so that the counter may overflow. */
    private static final int KEPT = 4096;

    private final AtomicReferenceArray<T> ring = new AtomicReferenceArray<>(KEPT);
    private final AtomicInteger told = new AtomicInteger();

    void add(T latest) {
        ring.set(told.getAndIncrement() & (KEPT - 1), latest);
    }

    /** Those that are kept, in no order. */
    List<T> all() {
        var all = new ArrayList<T>();
        for (int i = 0; i < KEPT; i++) {
            T one = ring.get(i);
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }
}
