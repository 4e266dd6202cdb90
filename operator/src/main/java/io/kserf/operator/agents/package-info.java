/**
 * The operator as a client of its agents: one connection to each, kept for ever, and what the
 * agents said last. All network waits are on threads of their own and have deadlines, so that an
 * agent that hangs costs nothing but its own entry.
 */
@NullMarked
package io.kserf.operator.agents;

import org.jspecify.annotations.NullMarked;
