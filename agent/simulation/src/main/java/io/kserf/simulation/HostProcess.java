package io.kserf.simulation;

import io.kserf.swim.Address;
import org.jspecify.annotations.Nullable;

/** What runs on a host: an engine. Crashes do not tell it. */
public interface HostProcess {
  void start();

  void onDatagram(Address from, byte[] datagram);

  /** The answer to one whole message of an accepted stream, or null to just close it. */
  byte @Nullable [] onStream(Address from, byte[] request);
}
