package io.kserf.swim;

import io.kserf.swim.wire.Message;
import java.time.Duration;
import java.util.Arrays;

/**
 * Which news overrides what is known of a member: SWIM §4.2 as memberlist has it. Pure functions;
 * what follows from a rumour that overrides is in {@link Rumours}.
 *
 * <p>The order of arrival may matter for a while (an old death that comes before a younger
 * suspicion hides it), but not in the end: whoever was accused wrongly answers with a higher
 * incarnation, and a higher incarnation that is alive always wins.
 */
final class MergeRules {
  /**
   * How far a rumour may be ahead of what is known. An incarnation goes up by one with each change
   * or false accusation, so no honest member gets anywhere near; a forged or damaged message would
   * bring its member to where nobody can be outbid, at one stroke and for good.
   */
  static final long MOST_AHEAD = 1L << 31;

  /**
   * Likewise for what is said about this member itself. More, since what others have believed must
   * be outbid, even by a member that starts anew with 1; but never all, so that there is room left.
   */
  static final long MOST_AHEAD_OF_SELF = 3L << 30;

  private MergeRules() {}

  /** Whether a member that is known at {@code known} can have come to this incarnation. */
  static boolean isWithinReach(long incarnation, long known, boolean self) {
    return incarnation - known <= (self ? MOST_AHEAD_OF_SELF : MOST_AHEAD);
  }

  /** Only a higher incarnation, which only the member itself can announce, brings it back. */
  static boolean overrides(Message.Alive rumour, Member known) {
    return rumour.incarnation() > known.incarnation();
  }

  /** At the same incarnation the worse news wins: a suspicion needs a member believed alive. */
  static boolean overrides(Message.Suspect rumour, Member known) {
    return rumour.incarnation() >= known.incarnation() && known.state() == MemberState.ALIVE;
  }

  /** At the same incarnation the worse news wins, and nothing is worse than the first death. */
  static boolean overrides(Message.Dead rumour, Member known) {
    return rumour.incarnation() >= known.incarnation() && !known.state().isGone();
  }

  /**
   * Whether the name may be taken over from another address: by anyone once its owner has left, and
   * {@code reclaimAfter} (zero for never) after its owner has died.
   */
  static boolean mayMove(Member known, Duration reclaimAfter, long nowNanos) {
    return switch (known.state()) {
      case ALIVE, SUSPECT -> false;
      case LEFT -> true;
      case DEAD ->
          reclaimAfter.isPositive() && nowNanos - known.stateSinceNanos() > reclaimAfter.toNanos();
    };
  }

  /** Whether a claim about this member itself is what it says itself, so needs no refutation. */
  static boolean agrees(Message.Alive claim, Member self) {
    return claim.incarnation() == self.incarnation()
        && Arrays.equals(claim.meta(), self.meta())
        && Arrays.equals(claim.vsn(), self.versions());
  }

  /**
   * What an entry of a peer's push/pull tells. A death that somebody else has seen is a suspicion
   * only, in the reader's own name: the accused gets the chance to refute it here too. A leave is
   * final, as only the member itself announces it.
   */
  static Message rumourOf(Message.NodeState entry, String self) {
    return switch (MemberState.ofWire(entry.state())) {
      case ALIVE ->
          new Message.Alive(
              entry.incarnation(),
              entry.name(),
              entry.addr(),
              entry.port(),
              entry.meta(),
              entry.vsn());
      case SUSPECT, DEAD -> new Message.Suspect(entry.incarnation(), entry.name(), self);
      case LEFT -> new Message.Dead(entry.incarnation(), entry.name(), entry.name());
    };
  }
}
