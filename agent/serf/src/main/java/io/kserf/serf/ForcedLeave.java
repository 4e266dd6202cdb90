package io.kserf.serf;

import io.kserf.serf.wire.LeaveIntent;
import io.kserf.swim.Completion;
import io.kserf.swim.OpenOperations;
import io.kserf.swim.SwimException;

/**
 * Declares that another member has left, which turns its failure into a leave everywhere. Never
 * asks whether such a member exists: others may know it.
 */
final class ForcedLeave {
  private final Host host;
  private final SerfSettings settings;
  private final String self;
  private final MemberTable table;
  private final Intents intents;
  private final Broadcasts broadcasts;
  private final OpenOperations operations;

  ForcedLeave(
      Host host,
      SerfSettings settings,
      String self,
      MemberTable table,
      Intents intents,
      Broadcasts broadcasts,
      OpenOperations operations) {
    this.host = host;
    this.settings = settings;
    this.self = self;
    this.table = table;
    this.intents = intents;
    this.broadcasts = broadcasts;
    this.operations = operations;
  }

  /** Succeeds when the news has spread, and with {@code prune} the member is forgotten here. */
  void declare(String node, boolean prune, Completion<Void> done) {
    LeaveIntent intent = intents.declareLeave(node, prune);
    Completion<Void> operation = operations.open(done);
    Runnable pruned =
        prune && intents.isPruneDelayed(node)
            ? () -> host.after(intents.pruneDelayNanos(), () -> Completion.done(operation))
            : () -> Completion.done(operation);
    if (!table.hasAliveOtherThan(self)) {
      pruned.run();
      return;
    }
    var spread =
        new Wait(
            host,
            settings.broadcastTimeout(),
            pruned,
            () -> operation.failed(new SwimException("timed out broadcasting node removal")));
    broadcasts.intent(intent, spread::over);
  }
}
