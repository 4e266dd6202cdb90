/**
 * Membership after SWIM with the Lifeguard extensions, on the wire of HashiCorp's memberlist.
 *
 * <p>{@link io.kserf.swim.Swim} is the instance: a single-threaded state machine that performs no
 * I/O, reads no clock and draws no randomness of its own. A shell implements {@link
 * io.kserf.swim.Network}, {@link io.kserf.swim.Timers} and the other small interfaces here, and
 * calls the instance from one thread at a time.
 */
@NullMarked
package io.kserf.swim;

import org.jspecify.annotations.NullMarked;
