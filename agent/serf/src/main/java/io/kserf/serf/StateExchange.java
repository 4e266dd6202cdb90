package io.kserf.serf;

import io.kserf.serf.wire.JoinIntent;
import io.kserf.serf.wire.LeaveIntent;
import io.kserf.serf.wire.PushPullState;
import io.kserf.serf.wire.SerfMessage;
import io.kserf.swim.wire.MalformedMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Serf's share of a push/pull: clocks, intents and recent user events, both ways. */
final class StateExchange {
  private final Host host;
  private final MemberTable table;
  private final LamportClock memberClock;
  private final LamportClock queryClock;
  private final Intents intents;
  private final UserEvents userEvents;
  private int joinsThatIgnoreOld;

  StateExchange(
      Host host,
      MemberTable table,
      LamportClock memberClock,
      LamportClock queryClock,
      Intents intents,
      UserEvents userEvents) {
    this.host = host;
    this.table = table;
    this.memberClock = memberClock;
    this.queryClock = queryClock;
    this.intents = intents;
    this.userEvents = userEvents;
  }

  byte[] localState() {
    Map<String, Long> statusTimes = LinkedHashMap.newLinkedHashMap(table.size());
    List<String> left = new ArrayList<>(table.count(MemberStatus.LEFT));
    for (MemberRecord record : table.all()) {
      statusTimes.put(record.name(), record.statusTime());
      if (record.status() == MemberStatus.LEFT) {
        left.add(record.name());
      }
    }
    return new PushPullState(
            memberClock.time(),
            userEvents.clock().time(),
            queryClock.time(),
            statusTimes,
            left,
            EventRing.SLOTS,
            userEvents.ring().past())
        .encode();
  }

  /**
   * From now on, push/pulls of joins set the remote's event clock as the oldest to be delivered.
   */
  void beginIgnoringOld() {
    joinsThatIgnoreOld++;
  }

  void endIgnoringOld() {
    joinsThatIgnoreOld--;
  }

  void merge(byte[] state, boolean join) {
    if (state.length == 0) {
      return;
    }
    try {
      switch (SerfMessage.decode(state)) {
        case PushPullState remote -> merge(remote, join);
        default -> throw new MalformedMessage("Remote state has bad type prefix: " + state[0]);
      }
    } catch (MalformedMessage e) {
      host.complaints().malformed("push/pull state", e);
    }
  }

  private void merge(PushPullState remote, boolean join) {
    // The remote's clocks show the next time to be used, so the last one used is before that.
    witness(memberClock, remote.lamportTime());
    witness(userEvents.clock(), remote.eventTime());
    witness(queryClock, remote.queryTime());
    mergeIntents(remote);
    if (join && joinsThatIgnoreOld > 0) {
      userEvents.ignoreBefore(remote.eventTime());
    }
    remote.events().forEach(userEvents::replay);
  }

  private static void witness(LamportClock clock, long next) {
    if (next > 0) {
      clock.witness(next - 1);
    }
  }

  /** The results are not gossiped: whoever lacks them will have a push/pull of his own. */
  private void mergeIntents(PushPullState remote) {
    var left = new HashSet<>(remote.leftMembers());
    for (String name : remote.leftMembers()) {
      long statusTime = remote.statusTimes().getOrDefault(name, 0L);
      // The sender's status is of the leave itself, which is what a later join has to beat.
      intents.onLeave(new LeaveIntent(later(statusTime), name, false));
    }
    remote
        .statusTimes()
        .forEach(
            (name, statusTime) -> {
              if (!left.contains(name)) {
                intents.onJoin(new JoinIntent(statusTime, name));
              }
            });
  }

  private static long later(long lamportTime) {
    return lamportTime == Long.MAX_VALUE ? lamportTime : lamportTime + 1;
  }
}
