package io.kserf.swim;

import io.kserf.swim.wire.Message;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether everybody in two views can speak with everybody else. The living members' ranges are
 * intersected, and each member, of whatever state, must currently speak a version inside; otherwise
 * the views are not merged.
 */
final class Compatibility {
  static final int VERSIONS = 6;

  private static final int SHORTEST_RANGE = 5;

  private final Range membership = new Range("protocol version", 0);
  private final Range delegate = new Range("delegate protocol version", 3);

  private Compatibility() {}

  /**
   * @throws SwimException naming a member that the others could not speak with
   */
  static void verify(List<Message.NodeState> remote, List<Member> local) {
    var pool = new Compatibility();
    for (Message.NodeState node : remote) {
      byte[] versions = node.vsn();
      if (node.state() == MemberState.ALIVE.ordinal()
          && versions != null
          && versions.length >= SHORTEST_RANGE) {
        pool.narrow(versions);
      }
    }
    for (Member member : local) {
      if (member.state() == MemberState.ALIVE) {
        pool.narrow(member.versions());
      }
    }
    remote.forEach(node -> pool.check(node.name(), node.vsn()));
    local.forEach(member -> pool.check(member.name(), member.versions()));
  }

  /** The six version bytes of a message; what was not sent counts as 0. */
  static byte[] sixOf(byte @Nullable [] versions) {
    return versions == null ? new byte[VERSIONS] : Arrays.copyOf(versions, VERSIONS);
  }

  /** Whether a member's own range is one; a member that states none is given the doubt. */
  static boolean isPlausible(byte @Nullable [] versions) {
    if (versions == null || versions.length < 3) {
      return true;
    }
    int min = versions[0] & 0xff;
    int max = versions[1] & 0xff;
    return min != 0 && max != 0 && min <= max;
  }

  private void narrow(byte[] versions) {
    membership.narrow(versions);
    delegate.narrow(versions);
  }

  private void check(String name, byte @Nullable [] versions) {
    byte[] six = sixOf(versions);
    membership.check(name, six);
    delegate.check(name, six);
  }

  /** One of the two triples {@code min, max, current} in the version bytes. */
  private static final class Range {
    private final String what;
    private final int offset;
    private int low;
    private int high = 0xff;

    Range(String what, int offset) {
      this.what = what;
      this.offset = offset;
    }

    void narrow(byte[] versions) {
      low = Math.max(low, versions[offset] & 0xff);
      high = Math.min(high, versions[offset + 1] & 0xff);
    }

    void check(String name, byte[] versions) {
      int current = versions[offset + 2] & 0xff;
      if (current < low || current > high) {
        throw new SwimException(
            "Node '%s' %s (%d) is incompatible: [%d, %d]"
                .formatted(name, what, current, low, high));
      }
    }
  }
}
