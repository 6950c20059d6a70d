/** Uploads: sniffed by content, bounded before decoding, re-encoded without metadata, kept with their owner. */
package org.satbuddy.image;
