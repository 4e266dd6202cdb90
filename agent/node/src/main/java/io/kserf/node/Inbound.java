package io.kserf.node;

import io.kserf.swim.Address;
import org.jspecify.annotations.Nullable;

/** What the sockets hand over, on the event loop. */
interface Inbound {
  void onDatagram(Address from, byte[] datagram);

  /** Returns the answer to one whole message of an accepted stream, or null for none. */
  byte @Nullable [] onStream(Address from, byte[] request);
}
