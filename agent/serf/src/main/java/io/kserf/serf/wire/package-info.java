/**
 * Serf's wire above membership's: the messages that travel as user messages, push/pull state, meta
 * and ack payloads, as values that read and write themselves. Encoded in gossip's msgpack dialect.
 *
 * <p>Byte arrays in these values are shared, not to be changed; {@code null} stands for msgpack's
 * nil where the wire tells nil from empty.
 */
@NullMarked
package io.kserf.serf.wire;

import org.jspecify.annotations.NullMarked;
