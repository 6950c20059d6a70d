package org.satbuddy.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Learns what happened to tasks without this node's knowledge, and notifies those who wait for it here. */
@ApplicationScoped
public class NodeUpdates {

    @Inject
    SnapshotCache snapshots;

    @Inject
    SnapshotLoader loader;

    /** While other nodes are alive: reads what they changed. */
    public void followOtherNodes() {
        if (snapshots.shared()) {
            loader.readChanged();
        }
    }

    /**
     * The same on a lone node, but seldom. A node does not know of its own commit if the connection is lost as the commit
     * is answered.
     */
    public void catchUp() {
        if (!snapshots.shared()) {
            loader.readChanged();
        }
    }
}
