package org.satbuddy.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Reads the changes to tasks that this node has missed. Notifies this node's watchers, and stops work on tasks that
 * were cancelled or taken over.
 */
@ApplicationScoped
public class NodeUpdates {

    @Inject
    SnapshotCache snapshots;

    @Inject
    SnapshotLoader loader;

    /** Reads the changes that other nodes made. Does nothing if no other node is alive. */
    public void followOtherNodes() {
        if (snapshots.shared()) {
            loader.readChanged();
        }
    }

    /**
     * Reads the changes on a lone node, at longer intervals. Even a lone node misses its own commit if the connection
     * is lost during the commit.
     */
    public void catchUp() {
        if (!snapshots.shared()) {
            loader.readChanged();
        }
    }
}
