/**
 * Receives the bodies of requests as they arrive, and sends the bodies of responses as clients take them. A slow client
 * holds no thread and a bounded share of the memory, however many there are.
 */
package org.satbuddy.transfer;
