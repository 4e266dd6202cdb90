package io.kserf.swim;

/**
 * A member of the pool as this instance knows it at one moment.
 *
 * @param name unique in the pool
 * @param address as advertised, in the form received
 * @param meta opaque to membership, at most 512 bytes; shared, not to be changed
 * @param versions the six protocol numbers as received, {@code min, max, current} of memberlist and
 *     of its delegate; shorter only if the peer sent fewer
 * @param incarnation 0 to 2^32-1
 * @param state what is believed of it
 * @param stateSinceNanos when {@code state} was entered, by {@link Timers#nowNanos()}
 */
public record Member(
    String name,
    Address address,
    byte[] meta,
    byte[] versions,
    long incarnation,
    MemberState state,
    long stateSinceNanos) {

  /** The highest memberlist protocol that the member speaks; 0 when it did not say. */
  public int maxProtocol() {
    return versions.length > 1 ? versions[1] & 0xff : 0;
  }

  /** The same member in another state. */
  Member turned(MemberState newState, long newIncarnation, long sinceNanos) {
    return new Member(name, address, meta, versions, newIncarnation, newState, sinceNanos);
  }

  /** Name and address for a log line. */
  String describe() {
    return name + " " + address;
  }
}
