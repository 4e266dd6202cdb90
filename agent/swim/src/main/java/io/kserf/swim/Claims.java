package io.kserf.swim;

import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.Message.Alive;
import io.kserf.swim.wire.Message.NodeState;
import org.jspecify.annotations.Nullable;

/** What alive messages and push/pull entries claim of a member, as members and back. */
final class Claims {
  /** Memberlist's limit. More cannot come from a member, and would fill whole packets. */
  static final int MAX_META_BYTES = 512;

  private Claims() {}

  /**
   * The address in a message; the port 0 stands for the one that everybody binds.
   *
   * @throws MalformedMessage if the claim is one that no member can make
   */
  static Address addressIn(Alive alive, Shell shell) {
    Address address = Address.of(orEmpty(alive.addr()), shell.portOrOwn(alive.port()));
    if (!address.isDialable()) {
      throw new MalformedMessage(
          "'%s' claims to live at %s, which nobody can reach".formatted(alive.node(), address));
    }
    if (alive.node().isEmpty()) {
      throw new MalformedMessage("the member at " + address + " has no name");
    }
    int metaLength = orEmpty(alive.meta()).length;
    if (metaLength > MAX_META_BYTES) {
      throw new MalformedMessage(
          "'%s' comes with %d bytes of meta, but %d are allowed"
              .formatted(alive.node(), metaLength, MAX_META_BYTES));
    }
    return address;
  }

  /** The member as claimed. */
  static Member memberIn(Alive alive, Address address, Member known, Shell shell) {
    return new Member(
        identityIn(alive, address, known.identity(), shell.identities()),
        alive.incarnation(),
        MemberState.ALIVE,
        known.state() == MemberState.ALIVE ? known.stateSinceNanos() : shell.timers().nowNanos());
  }

  /** Version bytes count only if all six are there. */
  private static Identity identityIn(
      Alive alive, Address address, Identity known, Identities identities) {
    byte[] versions = alive.vsn();
    var claimed =
        new Identity(
            known.name(),
            address,
            orEmpty(alive.meta()),
            versions == null || versions.length < Compatibility.VERSIONS
                ? known.versions()
                : Compatibility.sixOf(versions));
    return claimed.equals(known) ? known : identities.shared(claimed);
  }

  /** What is known of somebody never heard of: as good as dead, so that any claim brings it up. */
  static Member stranger(String name, Address address) {
    var identity = new Identity(name, address, new byte[0], Compatibility.sixOf(null));
    return new Member(identity, 0, MemberState.DEAD, 0);
  }

  /** What a member says of itself. */
  static Alive aliveOf(Member member) {
    Address address = member.address();
    return new Alive(
        member.incarnation(),
        member.name(),
        address.ip(),
        address.port(),
        member.meta(),
        member.versions());
  }

  /** A member as an entry of a push/pull. */
  static NodeState entryOf(Member member) {
    Address address = member.address();
    return new NodeState(
        member.name(),
        address.ip(),
        address.port(),
        member.meta(),
        member.incarnation(),
        member.state().ordinal(),
        member.versions());
  }

  private static byte[] orEmpty(byte @Nullable [] bytes) {
    return bytes == null ? new byte[0] : bytes;
  }
}
