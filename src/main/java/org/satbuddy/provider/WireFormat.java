package org.satbuddy.provider;

import jakarta.json.JsonObject;
import java.time.Duration;
import org.satbuddy.tutor.Prompt;

/**
 * How one vendor writes requests, replies and errors. Knows nothing of HTTP but statuses. Throws and returns {@link
 * CallFailed.Unsupported} where it has learned to ask for less.
 */
interface WireFormat {

    /** The body of a request; it asks for a stream unless the reply must be JSON. */
    byte[] request(Prompt prompt, String model);

    /** Reads a whole reply into the accumulator. */
    void read(JsonObject reply, ReplyAccumulator accumulator) throws CallFailed;

    /** Reads the data of one event of a stream into the accumulator. */
    void readEvent(JsonObject event, ReplyAccumulator accumulator) throws CallFailed;

    /**
     * Sorts an error by what to do about it.
     *
     * @param status 300 or more
     * @param reply the body; empty if it is not a JSON object
     * @param after what the headers ask to wait; null if they do not say
     */
    CallFailed error(int status, JsonObject reply, Duration after);
}
