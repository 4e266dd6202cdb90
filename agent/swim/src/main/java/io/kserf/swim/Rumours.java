package io.kserf.swim;

import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.Message;
import io.kserf.swim.wire.Message.Alive;
import io.kserf.swim.wire.Message.Dead;
import io.kserf.swim.wire.Message.Suspect;
import io.kserf.swim.wire.MessageCodec;
import java.util.Arrays;

/**
 * What members say about members, merged into the table. Each rumour that overrides what is known
 * changes the table, is passed on and is told to the delegate; all others end here. Accusations of
 * this member itself are refuted instead.
 */
final class Rumours {
  private static final Runnable NOBODY_WAITS = () -> {};

  /** Some ten megabytes. Who is left out knows it from the push/pull that brought so much. */
  static final int MAX_QUEUED = 65_536;

  private final Shell shell;
  private final MemberTable table;
  private final BroadcastQueue queue;
  private final Health health;
  private final Runnable fresh;
  private final Runnable queued;
  private final Accused accused;
  private final Suspicions suspicions;
  private final Incarnation incarnation = new Incarnation();
  private boolean leaving;

  /**
   * @param fresh called when there is news that need not wait for the next gossip tick
   * @param queued called when there is news that waits for it
   */
  Rumours(
      Shell shell,
      MemberTable table,
      BroadcastQueue queue,
      Health health,
      Runnable fresh,
      Runnable queued,
      Accused accused) {
    this.shell = shell;
    this.table = table;
    this.queue = queue;
    this.health = health;
    this.fresh = fresh;
    this.queued = queued;
    this.accused = accused;
    this.suspicions = new Suspicions(shell, accused::tell);
  }

  /** See {@link Incarnation#resume}. */
  void resume(long lastIncarnation) {
    incarnation.resume(lastIncarnation);
  }

  /**
   * Says that this member is alive, with a new incarnation.
   *
   * @param announced called when the broadcast is finished or replaced by a newer one
   */
  void announceSelf(byte[] meta, Runnable announced) {
    long next = incarnation.next();
    shell.delegate().onIncarnation(next);
    SwimConfig config = shell.config();
    Address address = config.advertise();
    var alive =
        new Alive(next, config.name(), address.ip(), address.port(), meta, config.versions());
    Member self = table.find(config.name());
    accept(
        alive, address, self == null ? Claims.stranger(config.name(), address) : self, announced);
  }

  /**
   * Says that this member leaves. From now on no claim about it is answered.
   *
   * @param announced called when the broadcast is finished
   */
  void announceLeave(Runnable announced) {
    leaving = true;
    String self = shell.config().name();
    onDead(new Dead(incarnation.current(), self, self), announced);
  }

  boolean isLeaving() {
    return leaving;
  }

  /** An alive message, a suspicion or a death, as a push/pull carries them. */
  void on(Message rumour) {
    switch (rumour) {
      case Alive alive -> onAlive(alive);
      case Suspect suspect -> onSuspect(suspect);
      case Dead dead -> onDead(dead);
      default -> throw new IllegalArgumentException("no rumour: " + rumour);
    }
  }

  void onAlive(Alive alive) {
    boolean self = shell.isSelf(alive.node());
    if (self && leaving) {
      return;
    }
    if (!Compatibility.isPlausible(alive.vsn())) {
      throw new MalformedMessage("'%s' speaks no protocol version".formatted(alive.node()));
    }
    Address address = Claims.addressIn(alive, shell);
    if (!shell.config().admission().allows(address)) {
      shell
          .complaints()
          .unheard("the member " + alive.node() + " at " + address, "it is in no allowed network");
      return;
    }
    Member known = table.find(alive.node());
    if (known == null) {
      if (table.isFull()) {
        warn("memberlist: Ignoring " + alive.node() + ": there are too many members already");
        return;
      }
      // Of a name never heard of, any incarnation is news.
      known = Claims.stranger(alive.node(), address);
    } else {
      requireWithinReach(alive.incarnation(), known);
    }
    if (!known.address().equals(address)) {
      onOtherAddress(alive, address, known);
      return;
    }
    if (self) {
      onClaimAboutSelf(alive, known);
    } else if (MergeRules.overrides(alive, known)) {
      accept(alive, address, known, NOBODY_WAITS);
    }
  }

  void onSuspect(Suspect suspect) {
    Member known = table.find(suspect.node());
    if (known == null) {
      return;
    }
    if (suspect.incarnation() < known.incarnation()) {
      onLateAccusation(known, suspect.from());
      return;
    }
    requireWithinReach(suspect.incarnation(), known);
    if (suspicions.isRunning(suspect.node())) {
      if (suspect.incarnation() == known.incarnation()) {
        if (suspicions.confirm(suspect)) {
          broadcast(suspect.node(), suspect, NOBODY_WAITS);
        }
        return;
      }
      // The suspect has refuted what is running here: this is another suspicion, no confirmation.
      suspicions.cancel(suspect.node());
    } else if (!MergeRules.overrides(suspect, known)) {
      return;
    }
    if (shell.isSelf(suspect.node())) {
      warn("memberlist: Refuting a suspect message (from: " + suspect.from() + ")");
      refute(suspect.incarnation(), known);
      return;
    }
    broadcast(suspect.node(), suspect, NOBODY_WAITS);
    table.update(
        known.turned(MemberState.SUSPECT, suspect.incarnation(), shell.timers().nowNanos()));
    shell.telemetry().count("memberlist.msg.suspect", 1);
    suspicions.start(suspect, table.size(), this::onSuspicionConfirmed);
  }

  void onDead(Dead dead) {
    onDead(dead, NOBODY_WAITS);
  }

  private void onDead(Dead dead, Runnable announced) {
    Member known = table.find(dead.node());
    if (known == null) {
      return;
    }
    if (!MergeRules.overrides(dead, known)) {
      if (dead.incarnation() < known.incarnation()) {
        onLateAccusation(known, dead.from());
      }
      return;
    }
    requireWithinReach(dead.incarnation(), known);
    if (shell.isSelf(dead.node()) && !leaving) {
      warn("memberlist: Refuting a dead message (from: " + dead.from() + ")");
      refute(dead.incarnation(), known);
      return;
    }
    suspicions.cancel(dead.node());
    enqueue(dead.node(), dead, announced);
    // A leave waits for the tick: were it faster than the layer above that says so first, as Serf's
    // intents do, it would be taken for a failure.
    (dead.isLeave() ? queued : fresh).run();
    MemberState state = dead.isLeave() ? MemberState.LEFT : MemberState.DEAD;
    Member gone = known.turned(state, dead.incarnation(), shell.timers().nowNanos());
    table.update(gone);
    shell.telemetry().count("memberlist.msg.dead", 1);
    shell.delegate().onLeave(gone);
  }

  /** Whoever accuses this member of what it has refuted long ago has missed that. */
  private void onLateAccusation(Member known, String accuser) {
    if (shell.isSelf(known.name()) && !leaving) {
      accused.repeatRefutation(known, accuser);
    }
  }

  private void requireWithinReach(long incarnation, Member known) {
    if (!MergeRules.isWithinReach(incarnation, known.incarnation(), shell.isSelf(known.name()))) {
      throw new MalformedMessage(
          "'%s' cannot be at incarnation %d: it was at %d"
              .formatted(known.name(), incarnation, known.incarnation()));
    }
  }

  /** A name came from another address than the one known: a move, or two members of one name. */
  private void onOtherAddress(Alive alive, Address claimed, Member known) {
    long now = shell.timers().nowNanos();
    if (MergeRules.mayMove(known, shell.timing().deadNodeReclaimTime(), now)) {
      shell.log(
          Log.Level.INFO,
          () ->
              "memberlist: Updating address for left or failed node %s from %s to %s"
                  .formatted(known.name(), known.address(), claimed));
      accept(alive, claimed, known, NOBODY_WAITS);
      return;
    }
    shell
        .complaints()
        .refused(
            () ->
                "memberlist: Conflicting address for %s. Mine: %s Theirs: %s Old state: %s"
                    .formatted(known.name(), known.address(), claimed, known.state()));
    shell.delegate().onConflict(known, claimed);
  }

  /** Only a claim that is not what this member says itself needs an answer. */
  private void onClaimAboutSelf(Alive alive, Member self) {
    if (alive.incarnation() < self.incarnation() || MergeRules.agrees(alive, self)) {
      return;
    }
    warn("memberlist: Refuting an alive message for '" + alive.node() + "'");
    refute(alive.incarnation(), self);
  }

  /**
   * Outbids a claim. The broadcast goes under the address's text and not under the name, as
   * memberlist's does, so that it never replaces an announcement that somebody waits for.
   */
  private void refute(long accused, Member self) {
    long outbidding = incarnation.outbid(accused);
    shell.delegate().onIncarnation(outbidding);
    Member refuted = self.turned(self.state(), outbidding, self.stateSinceNanos());
    table.update(refuted);
    health.worsen(1);
    broadcast(self.address().ipText(), Claims.aliveOf(refuted), NOBODY_WAITS);
  }

  private void accept(Alive alive, Address address, Member known, Runnable announced) {
    suspicions.cancel(alive.node());
    broadcast(alive.node(), alive, announced);
    boolean wasGone = known.state().isGone();
    Member member = Claims.memberIn(alive, address, known, shell);
    if (table.find(member.name()) == null) {
      table.insert(member, shell.random());
    } else {
      table.update(member);
    }
    shell.telemetry().count("memberlist.msg.alive", 1);
    if (wasGone) {
      shell.delegate().onJoin(member);
    } else if (!Arrays.equals(known.meta(), member.meta())) {
      shell.delegate().onUpdate(member);
    }
  }

  private void onSuspicionConfirmed(String member, Suspicion suspicion) {
    Member known = table.get(member);
    Invariant.holds(known.state() == MemberState.SUSPECT, "who is under suspicion is suspect");
    if (suspicion.lacksConfirmations()) {
      shell.telemetry().count("memberlist.degraded.timeout", 1);
    }
    shell.log(
        Log.Level.INFO,
        () ->
            "memberlist: Marking %s as failed, suspect timeout reached (%d peer confirmations)"
                .formatted(member, suspicion.confirmations()));
    onDead(new Dead(known.incarnation(), member, shell.config().name()));
  }

  private void broadcast(String name, Message message, Runnable finished) {
    enqueue(name, message, finished);
    fresh.run();
  }

  /** A member that is alone has nobody to tell, so that what it hears of made-up names stays. */
  private void enqueue(String name, Message message, Runnable finished) {
    queue.add(name, MessageCodec.encode(message), finished);
    queue.prune(MAX_QUEUED);
  }

  /** Anybody can accuse, as often as the network allows. */
  private void warn(String line) {
    shell.complaints().refused(() -> line);
  }
}
