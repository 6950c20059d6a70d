package org.satbuddy.api;

import jakarta.json.JsonObject;

/**
 * Something that has happened to a task, as the event stream tells it.
 *
 * @param name of the HTTP contract: {@code stage}, {@code delta}, {@code restart}, {@code withdrawn} or {@code done}
 * @param id where a stream can be resumed after it; null where it cannot
 */
record TaskEvent(String name, String id, JsonObject data) {}
