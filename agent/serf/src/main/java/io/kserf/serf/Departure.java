package io.kserf.serf;

import io.kserf.serf.SerfInstance.State;
import io.kserf.serf.wire.LeaveIntent;
import io.kserf.swim.Completion;
import io.kserf.swim.OpenOperations;
import io.kserf.swim.Swim;
import io.kserf.swim.SwimException;

/**
 * The graceful leave of this member, step by step: the intent, so that others take what follows for
 * a leave and not for a failure; membership's own leave; and a while for both to spread.
 */
final class Departure {
  private final Host host;
  private final SerfSettings settings;
  private final String self;
  private final Swim swim;
  private final Lifecycle lifecycle;
  private final MemberTable table;
  private final Intents intents;
  private final Broadcasts broadcasts;
  private final Recorder recorder;
  private final OpenOperations operations;

  Departure(
      Host host,
      SerfSettings settings,
      String self,
      Swim swim,
      Lifecycle lifecycle,
      MemberTable table,
      Intents intents,
      Broadcasts broadcasts,
      Recorder recorder,
      OpenOperations operations) {
    this.host = host;
    this.settings = settings;
    this.self = self;
    this.swim = swim;
    this.lifecycle = lifecycle;
    this.table = table;
    this.intents = intents;
    this.broadcasts = broadcasts;
    this.recorder = recorder;
    this.operations = operations;
  }

  void leave(Completion<Void> done) {
    switch (lifecycle.state()) {
      case LEFT -> Completion.done(done);
      case LEAVING -> done.failed(new SwimException("Leave already in progress"));
      case SHUTDOWN -> done.failed(new SwimException("Leave called after Shutdown"));
      case ALIVE -> sayGoodbye(operations.open(done));
    }
  }

  private void sayGoodbye(Completion<Void> done) {
    lifecycle.advance(State.LEAVING);
    recorder.onLeave();
    LeaveIntent intent = intents.declareLeave(self, false);
    if (!table.hasAliveOtherThan(self)) {
      leaveMembership(done);
      return;
    }
    var spread =
        new Wait(
            host,
            settings.broadcastTimeout(),
            () -> leaveMembership(done),
            () -> {
              host.warn(() -> "serf: timeout while waiting for graceful leave");
              leaveMembership(done);
            });
    broadcasts.intent(intent, spread::over);
  }

  private void leaveMembership(Completion<Void> done) {
    swim.leave(
        settings.broadcastTimeout(),
        new Completion<>() {
          @Override
          public void succeeded(Void nothing) {
            letItSpread(done);
          }

          @Override
          public void failed(SwimException cause) {
            if (lifecycle.state() == State.LEAVING) {
              host.warn(() -> "serf: " + cause.getMessage());
              letItSpread(done);
            }
          }
        });
  }

  private void letItSpread(Completion<Void> done) {
    host.after(
        settings.leavePropagateDelay(),
        () -> {
          lifecycle.advance(State.LEFT);
          Completion.done(done);
        });
  }
}
