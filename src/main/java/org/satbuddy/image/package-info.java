/**
 * Uploads. Their format is detected from their content, their size is bounded before decoding, and they are stored
 * re-encoded, without metadata.
 */
package org.satbuddy.image;
