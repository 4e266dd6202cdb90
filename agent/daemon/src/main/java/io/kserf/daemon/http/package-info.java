/**
 * Health and metrics over HTTP: the part of the agent that needs Quarkus, started only when {@code
 * -http-addr} asks for it.
 */
@NullMarked
package io.kserf.daemon.http;

import org.jspecify.annotations.NullMarked;
