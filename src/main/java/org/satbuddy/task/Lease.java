package org.satbuddy.task;

import java.time.Duration;

/** The right of one boot of a node to work on a task. The row holds it; its holder renews it. */
final class Lease {

    /** How long a lease is good without being renewed. */
    static final Duration LENGTH = Duration.ofSeconds(15);

    private Lease() {}

    /**
     * Who holds a lease.
     *
     * @param node the node's name
     * @param boot a UUID for each boot of the node
     */
    record Holder(String node, String boot) {}
}
