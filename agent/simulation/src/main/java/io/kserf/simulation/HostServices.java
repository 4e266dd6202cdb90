package io.kserf.simulation;

import io.kserf.swim.Address;
import io.kserf.swim.Identities;
import io.kserf.swim.Log;
import io.kserf.swim.Network;
import io.kserf.swim.Telemetry;
import io.kserf.swim.Timers;
import java.util.random.RandomGenerator;

/**
 * What a host lends to its process, until the process ends.
 *
 * @param identities one set for the whole network
 * @param random the process's own, of the simulation's seed
 */
public record HostServices(
    String name,
    Address address,
    Network network,
    Timers timers,
    Log log,
    Telemetry telemetry,
    Identities identities,
    RandomGenerator random) {

  /** A process, from what its host lends to it. */
  @FunctionalInterface
  public interface Boot<P extends HostProcess> {
    P boot(HostServices host);
  }
}
