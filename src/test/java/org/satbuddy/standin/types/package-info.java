/**
 * JSON, and checks of a request against the published types of the vendors. Each violation has a location. This is
 * plain Java without a library, so that the stand-in runs from its sources.
 *
 * <p>The types are those of the vendors' own libraries, August 2026: {@code chat.completion_create_params} of
 * openai-python, {@code message_create_params} of anthropic-sdk-python, and what python-genai sends as {@code
 * generateContent}. Rules that no type can express come from the references and guides of the vendors.
 */
package org.satbuddy.standin.types;
