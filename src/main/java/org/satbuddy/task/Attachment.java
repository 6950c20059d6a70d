package org.satbuddy.task;

/**
 * An image that goes to the AI with a message.
 *
 * @param mediaType {@code image/jpeg} or {@code image/png}, as re-encoded at upload
 */
@SuppressWarnings("ArrayRecordComponent") // passed once from the store to a provider, never compared
public record Attachment(String id, String mediaType, byte[] bytes) {}
