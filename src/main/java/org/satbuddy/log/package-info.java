/**
 * Bounds the log lines that a stranger can cause. Every class of the application takes its logger from here, and the
 * server's own loggers get the same limit.
 */
package org.satbuddy.log;
