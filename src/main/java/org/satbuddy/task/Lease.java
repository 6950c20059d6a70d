package org.satbuddy.task;

import java.time.Duration;

/** The right of one boot of a node to work on a task. It is stored in the task's row, and its holder renews it. */
final class Lease {

    /** The time after which a lease expires unless it is renewed. */
    static final Duration LENGTH = Duration.ofSeconds(15);

    private Lease() {}

    /**
     * The holder of a lease.
     *
     * @param node the node's name
     * @param boot the UUID of the node's boot
     */
    record Holder(String node, String boot) {}
}
