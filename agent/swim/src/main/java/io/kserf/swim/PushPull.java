package io.kserf.swim;

import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.Message;
import io.kserf.swim.wire.Message.NodeState;
import java.util.List;
import java.util.Locale;

/**
 * Exchanges of everything that two members know, over a stream: at a join, and from time to time
 * with somebody at random, so that what gossip has lost still arrives.
 */
final class PushPull {
  private final Shell shell;
  private final MemberTable table;
  private final Streams streams;
  private final Rumours rumours;

  PushPull(Shell shell, MemberTable table, Streams streams, Rumours rumours) {
    this.shell = shell;
    this.table = table;
    this.streams = streams;
    this.rumours = rumours;
  }

  void start() {
    long interval = shell.timing().pushPullInterval().toNanos();
    if (interval > 0) {
      shell.timers().after(shell.random().nextLong(interval), this::scheduleNext);
    }
  }

  private void scheduleNext() {
    long interval = shell.timing().pushPullInterval().toNanos();
    shell.timers().after(Scaling.pushPullNanos(interval, table.size()), this::tick);
  }

  private void tick() {
    scheduleNext();
    for (Member peer : PeerChoice.choose(table, 1, shell.random(), this::isPeer)) {
      shell.log(
          Log.Level.DEBUG, () -> "memberlist: Initiating push/pull sync with: " + peer.describe());
      with(peer.address(), false, new Sync(peer));
    }
  }

  private boolean isPeer(int position) {
    return table.stateAt(position) == MemberState.ALIVE && !shell.isSelf(table.nameAt(position));
  }

  /** Gives this member's state to whoever is at {@code to}, and merges what comes back. */
  void with(Address to, boolean join, Completion<Void> done) {
    shell.telemetry().count("memberlist.tcp.connect", 1);
    streams.exchange(
        to,
        localState(join),
        shell.timing().tcpTimeout(),
        new Reply(done, shell.timers().nowNanos()));
  }

  /** All that this member knows, itself included. */
  Message.PushPull localState(boolean join) {
    for (MemberState state : MemberState.values()) {
      shell
          .telemetry()
          .gauge(
              "memberlist.node.instances." + state.name().toLowerCase(Locale.ROOT),
              table.count(state));
    }
    List<NodeState> nodes = table.members().stream().map(Claims::entryOf).toList();
    return new Message.PushPull(join, nodes, shell.delegate().localState(join));
  }

  /**
   * Merges a peer's state. An entry that makes no sense costs only itself.
   *
   * @throws SwimException if somebody would not understand somebody else; nothing is merged then
   */
  void merge(Message.PushPull remote) {
    Compatibility.verify(remote.nodes(), table.members());
    for (NodeState node : remote.nodes()) {
      tolerate(
          "member in a push/pull",
          () -> rumours.on(MergeRules.rumourOf(node, shell.config().name())));
    }
    if (remote.userState().length > 0) {
      tolerate(
          "user state of a push/pull",
          () -> shell.delegate().mergeRemoteState(remote.userState(), remote.join()));
    }
  }

  private void tolerate(String what, Runnable merging) {
    try {
      merging.run();
    } catch (MalformedMessage e) {
      shell.complaints().malformed(what, e, "");
    }
  }

  /** What comes back. Whatever happens, whoever waits is told. */
  private final class Reply implements Completion<Message> {
    private final Completion<Void> done;
    private final long startedNanos;

    Reply(Completion<Void> done, long startedNanos) {
      this.done = done;
      this.startedNanos = startedNanos;
    }

    @Override
    public void succeeded(Message reply) {
      shell.sampleSince("memberlist.pushPullNode", startedNanos);
      if (!(reply instanceof Message.PushPull remote)) {
        done.failed(new SwimException("the reply is no push/pull"));
        return;
      }
      try {
        merge(remote);
      } catch (SwimException incompatible) {
        done.failed(incompatible);
        return;
      } catch (RuntimeException defect) {
        done.failed(new SwimException("internal error while merging: " + defect, defect));
        throw defect;
      }
      Completion.done(done);
    }

    @Override
    public void failed(SwimException cause) {
      shell.sampleSince("memberlist.pushPullNode", startedNanos);
      done.failed(cause);
    }
  }

  /** A push/pull that only the clock has asked for. */
  private final class Sync implements Completion<Void> {
    private final Member peer;

    Sync(Member peer) {
      this.peer = peer;
    }

    @Override
    public void succeeded(Void nothing) {}

    @Override
    public void failed(SwimException cause) {
      shell.log(
          Log.Level.WARN,
          () ->
              "memberlist: Push/Pull with %s failed: %s"
                  .formatted(peer.describe(), cause.getMessage()));
    }
  }
}
