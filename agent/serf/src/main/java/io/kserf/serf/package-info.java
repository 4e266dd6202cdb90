/**
 * Serf on top of membership: tags, intents to join and leave, user events, queries, keys, network
 * coordinates.
 *
 * <p>{@link io.kserf.serf.SerfInstance} is the instance: a single-threaded state machine that owns
 * a {@link io.kserf.swim.Swim}, performs no I/O and reads no clock. {@code io.kserf.node.Serf}
 * carries it for applications, which meet these types of it: {@link io.kserf.serf.SerfMember},
 * {@link io.kserf.serf.SerfEvent}, {@link io.kserf.serf.QueryParams}, {@link
 * io.kserf.serf.KeyResult} and {@link io.kserf.serf.SerfException}.
 */
@NullMarked
package io.kserf.serf;

import org.jspecify.annotations.NullMarked;
