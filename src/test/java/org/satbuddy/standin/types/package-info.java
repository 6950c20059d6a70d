/**
 * JSON, and what the vendors' published types say of a request: checks that name each violation and where it is. Plain
 * Java without a library, so that the stand-in runs from its sources.
 *
 * <p>The types are those of the vendors' own libraries, August 2026: {@code chat.completion_create_params} of
 * openai-python, {@code message_create_params} of anthropic-sdk-python, and what python-genai sends as
 * {@code generateContent}; the rules that no type can say are those of the references and the guides.
 */
package org.satbuddy.standin.types;
