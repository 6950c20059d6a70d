package org.satbuddy.api;

import jakarta.json.JsonObject;

/**
 * One event of the stream of a task.
 *
 * @param name as in the HTTP contract: {@code stage}, {@code delta}, {@code restart}, {@code withdrawn} or {@code done}
 * @param id after which a stream can be resumed; null if it cannot be resumed after this event
 */
record TaskEvent(String name, String id, JsonObject data) {}
