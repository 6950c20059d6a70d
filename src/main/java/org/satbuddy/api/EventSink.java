package org.satbuddy.api;

import java.io.IOException;
import java.util.List;

/** A connection to which events are written without blocking. Used by one thread at a time. */
interface EventSink {

    /**
     * Whether the connection accepts events now. If not, it calls {@link EventStream#wake} once it does.
     *
     * @throws IOException if the client is gone
     */
    boolean isReady() throws IOException;

    /**
     * Sends events, and queues those that the connection does not accept yet. Call this only when ready.
     *
     * @throws IOException if the client is gone
     */
    void write(List<TaskEvent> events) throws IOException;

    /** Ends the connection after everything written has been sent. */
    void close();
}
