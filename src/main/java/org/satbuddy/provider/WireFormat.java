package org.satbuddy.provider;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.satbuddy.tutor.Prompt;

/**
 * Writes requests and reads replies and errors as one vendor defines them. A format knows nothing of HTTP but the
 * statuses.
 */
interface WireFormat {

    /**
     * Writes the body of a request. It asks for a stream unless the reply must be JSON.
     *
     * @param dialect what the server understands
     */
    byte[] request(Prompt prompt, String model, Dialect dialect);

    /** The words by which errors name what a server does not understand, in lower case, the more special ones first. */
    Map<Dialect.Feature, Pattern> features();

    /** Each reply and each event of this API has at least one of these members. */
    Set<String> members();

    /** Reads a whole reply into the accumulator. */
    void read(JsonObject reply, ReplyAccumulator accumulator) throws CallFailed;

    /** Reads the data of one event of a stream into the accumulator. */
    void readEvent(JsonObject event, ReplyAccumulator accumulator) throws CallFailed;

    /** The server says that the stream is complete, by {@code data: [DONE]}. By itself this means nothing. */
    default void end(ReplyAccumulator accumulator) throws CallFailed {}

    /**
     * Sorts an error by what to do next.
     *
     * @param status 300 or more
     * @param reply the body; empty if it is not a JSON object
     * @param after how long the headers ask callers to wait; null if they do not say
     */
    CallFailed error(int status, JsonObject reply, Duration after);
}
