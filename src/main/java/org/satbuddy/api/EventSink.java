package org.satbuddy.api;

import java.io.IOException;
import java.util.List;

/** A connection that takes events, never blocking. Used by one thread at a time. */
interface EventSink {

    /**
     * Whether it takes something now; if not, {@link EventStream#wake} is called when it does.
     *
     * @throws IOException if the client is gone
     */
    boolean isReady() throws IOException;

    /**
     * Sends events, or keeps the rest of them until the connection has taken those before. Only when ready.
     *
     * @throws IOException if the client is gone
     */
    void write(List<TaskEvent> events) throws IOException;

    /** Ends the connection behind what was written. */
    void close();
}
