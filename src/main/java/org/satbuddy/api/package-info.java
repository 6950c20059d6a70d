/**
 * HTTP in: resources, the servlet of tasks, input and view records, and the one shape of errors. Resources have no error
 * branches; domain exceptions are mapped in one place each. The only home of server-side {@code jakarta.ws.rs}.
 */
package org.satbuddy.api;
