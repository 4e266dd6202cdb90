/** Pools of Kserf and HashiCorp's serf, as real processes and sockets on loopback. */
@NullMarked
package io.kserf.interop;

import org.jspecify.annotations.NullMarked;
