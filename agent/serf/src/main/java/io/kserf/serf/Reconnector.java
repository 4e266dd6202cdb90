package io.kserf.serf;

import io.kserf.swim.Completion;
import io.kserf.swim.JoinTarget;
import io.kserf.swim.Swim;
import io.kserf.swim.SwimException;
import java.util.List;

/**
 * Tries to reach failed members again, so that a healed partition grows together by itself. The
 * fewer failed, the seldomer each member tries: all together they try often enough.
 */
final class Reconnector {
  private final Host host;
  private final SerfSettings settings;
  private final MemberTable table;
  private final Swim swim;

  Reconnector(Host host, SerfSettings settings, MemberTable table, Swim swim) {
    this.host = host;
    this.settings = settings;
    this.table = table;
    this.swim = swim;
  }

  void start() {
    host.every(settings.reconnectInterval(), this::reconnect);
  }

  private void reconnect() {
    List<MemberRecord> failed = table.withStatus(MemberStatus.FAILED);
    if (failed.isEmpty()) {
      return;
    }
    int alive = Math.max(1, table.size() - failed.size() - table.count(MemberStatus.LEFT));
    double probability = (double) failed.size() / alive;
    if (host.random().nextDouble() > probability) {
      host.debug(() -> "serf: forgoing reconnect for random throttling");
      return;
    }
    SerfMember chosen = failed.get(host.random().nextInt(failed.size())).member();
    host.info(() -> "serf: attempting reconnect to " + chosen.name() + " " + chosen.address());
    swim.join(List.of(new JoinTarget(chosen.name(), chosen.address())), new LogFailure(chosen));
  }

  /** A member that cannot be reached yet is no news: it stays failed, and its turn comes again. */
  private final class LogFailure implements Completion<Integer> {
    private final SerfMember member;

    LogFailure(SerfMember member) {
      this.member = member;
    }

    @Override
    public void succeeded(Integer contacts) {}

    @Override
    public void failed(SwimException cause) {
      host.debug(
          () ->
              "serf: no reconnect to "
                  + member.name()
                  + ": "
                  + String.valueOf(cause.getMessage()).strip());
    }
  }
}
