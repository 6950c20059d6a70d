package org.satbuddy.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** A bounded, lock-free buffer of the most recent values that many threads add. */
final class RingBuffer<T> {

    /**
     * Holds more values than one node adds in the minute that estimates look back on. A power of two, so the counter
     * may overflow.
     */
    private static final int CAPACITY = 4096;

    private final AtomicReferenceArray<T> values = new AtomicReferenceArray<>(CAPACITY);
    private final AtomicInteger added = new AtomicInteger();

    void add(T latest) {
        values.set(added.getAndIncrement() & (CAPACITY - 1), latest);
    }

    /** The buffered values, in no particular order. */
    List<T> all() {
        var all = new ArrayList<T>();
        for (int i = 0; i < CAPACITY; i++) {
            T one = values.get(i);
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }
}
