package io.kserf.swim;

import io.kserf.swim.wire.Message;
import java.util.function.BiConsumer;

/**
 * Sees to it that whoever is accused wrongly can say so in time, and that the accuser hears it.
 * Gossip reaches each member only most probably: in a pool that loses packets there is always one
 * that has heard the accusation and misses the refutation. So accuser and accused also speak to
 * each other directly. Serf has no such rule; what is sent are its own messages.
 */
final class Accused {
  /** Answers to late accusations a second, which anybody can make up. */
  private static final int MAX_REPEATED = 100;

  private final Shell shell;
  private final MemberTable table;
  private final BiConsumer<Member, Message> direct;
  private final TokenBucket repeated;

  /**
   * @param direct sends one message to one member
   */
  Accused(Shell shell, MemberTable table, BiConsumer<Member, Message> direct) {
    this.shell = shell;
    this.table = table;
    this.direct = direct;
    this.repeated = new TokenBucket(MAX_REPEATED, shell.timers().nowNanos());
  }

  /** Tells a member, if it is under suspicion, that it is. */
  void tell(String name) {
    Member suspect = table.find(name);
    if (isOn() && suspect != null && suspect.state() == MemberState.SUSPECT) {
      String self = shell.config().name();
      direct.accept(suspect, new Message.Suspect(suspect.incarnation(), name, self));
    }
  }

  /** Tells the accuser once more that this member is alive: the refutation has not reached it. */
  void repeatRefutation(Member self, String accuser) {
    Member misled = table.find(accuser);
    long now = shell.timers().nowNanos();
    if (isOn() && misled != null && !shell.isSelf(accuser) && repeated.hasAny(now)) {
      repeated.spend(1, now);
      direct.accept(misled, Claims.aliveOf(self));
    }
  }

  private boolean isOn() {
    return shell.config().pacing().suspectsFirst();
  }
}
