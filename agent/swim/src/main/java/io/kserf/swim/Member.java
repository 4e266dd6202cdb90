package io.kserf.swim;

/**
 * A member of the pool as this instance knows it at one moment.
 *
 * @param identity what it says of itself
 * @param incarnation 0 to 2^32-1
 * @param state what is believed of it
 * @param stateSinceNanos when {@code state} was entered, by {@link Timers#nowNanos()}
 */
public record Member(Identity identity, long incarnation, MemberState state, long stateSinceNanos) {

  /** Unique in the pool. */
  public String name() {
    return identity.name();
  }

  /** As advertised, in the form received. */
  public Address address() {
    return identity.address();
  }

  /** Opaque to membership, at most 512 bytes; shared, not to be changed. */
  public byte[] meta() {
    return identity.meta();
  }

  /**
   * The six protocol numbers as received, {@code min, max, current} of memberlist and of its
   * delegate; shorter only if the peer sent fewer. Shared, not to be changed.
   */
  public byte[] versions() {
    return identity.versions();
  }

  /** The highest memberlist protocol that the member speaks; 0 when it did not say. */
  public int maxProtocol() {
    return versions().length > 1 ? versions()[1] & 0xff : 0;
  }

  /** The same member in another state. */
  Member turned(MemberState newState, long newIncarnation, long sinceNanos) {
    return new Member(identity, newIncarnation, newState, sinceNanos);
  }

  /** Name and address for a log line. */
  String describe() {
    return identity.toString();
  }
}
