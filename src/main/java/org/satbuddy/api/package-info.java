/**
 * The HTTP interface: resources, the servlet for tasks, input records, JSON views, and the one shape of errors.
 * Resources have no error branches: each domain exception is mapped to a {@link org.satbuddy.api.Problem} in one
 * place. No other package uses server-side {@code jakarta.ws.rs}.
 */
package org.satbuddy.api;
