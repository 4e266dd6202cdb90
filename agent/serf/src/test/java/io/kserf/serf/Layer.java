package io.kserf.serf;

import io.kserf.serf.wire.Tags;
import io.kserf.swim.Address;
import io.kserf.swim.Identity;
import io.kserf.swim.Member;
import io.kserf.swim.MemberState;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;

/** The parts of an instance above membership, with a test in membership's place. */
final class Layer {
  static final String SELF = "self";

  final VirtualTimers timers = new VirtualTimers();
  final Observations seen = new Observations();
  final Host host = new Host(timers, seen, seen, new SplittableRandom(7));
  final SerfSettings settings;
  final Lifecycle lifecycle = new Lifecycle();
  final LamportClock memberClock = new LamportClock();
  final LamportClock queryClock = new LamportClock();
  final MemberTable table;
  final RecentIntents recent = new RecentIntents();
  final Forgotten forgotten = new Forgotten();
  final EventPipeline events;
  final Broadcasts broadcasts;
  final Membership membership;
  final Intents intents;
  final UserEvents userEvents;
  final StateExchange stateExchange;

  Layer() {
    this(SerfSettings.library(Map.of()));
  }

  Layer(SerfSettings settings) {
    this(settings, new MemberTable());
  }

  Layer(SerfSettings settings, MemberTable table) {
    this.settings = settings;
    this.table = table;
    events = new EventPipeline(host, settings, table, Recorder.none(), seen);
    broadcasts = new Broadcasts(host, 4, table::size, false, () -> {});
    membership = new Membership(host, settings, SELF, table, recent, events);
    intents =
        new Intents(
            host,
            settings,
            SELF,
            memberClock,
            lifecycle,
            table,
            recent,
            forgotten,
            membership,
            broadcasts);
    userEvents = new UserEvents(host, settings, broadcasts, events);
    stateExchange = new StateExchange(host, table, memberClock, queryClock, intents, userEvents);
  }

  void advance(Duration duration) {
    timers.advance(duration);
  }

  /** Membership says that {@code name} is there, or there again. */
  MemberRecord join(String name) {
    membership.onJoin(member(name, Map.of()));
    return table.find(name);
  }

  /** Membership says that {@code name} is gone. */
  void lose(String name) {
    membership.onLeave(member(name, Map.of()));
  }

  MemberStatus statusOf(String name) {
    MemberRecord record = table.find(name);
    return record == null ? MemberStatus.NONE : record.status();
  }

  static Member member(String name, Map<String, String> tags) {
    return member(name, Tags.encode(tags));
  }

  static Member member(String name, byte[] meta) {
    return new Member(identity(name, meta), 1, MemberState.ALIVE, 0);
  }

  static Identity identity(String name, byte[] meta) {
    byte[] versions = {1, 5, 2, 2, 5, 5};
    return new Identity(name, Address.ipv4(10, 0, 0, 1, 7946), meta, versions);
  }
}
