package io.kserf.serf;

import io.kserf.serf.SerfEvent.Members.Kind;
import io.kserf.serf.SerfMember.Versions;
import io.kserf.serf.wire.Tags;
import io.kserf.swim.Member;
import io.kserf.swim.wire.MalformedMessage;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Keeps the table of members in step with what membership reports from below, and tells of every
 * change.
 */
final class Membership {
  private final Host host;
  private final SerfSettings settings;
  private final String self;
  private final MemberTable table;
  private final RecentIntents recentIntents;
  private final EventPipeline events;
  private final Consumer<String> onForgotten;
  private Versions lastVersions = new Versions(0, 0, 0, 0, 0, 0);

  /**
   * @param onForgotten hears the name of each member that leaves the table
   */
  Membership(
      Host host,
      SerfSettings settings,
      String self,
      MemberTable table,
      RecentIntents recentIntents,
      EventPipeline events,
      Consumer<String> onForgotten) {
    this.host = host;
    this.settings = settings;
    this.self = self;
    this.table = table;
    this.recentIntents = recentIntents;
    this.events = events;
    this.onForgotten = onForgotten;
  }

  /** A member became alive: seen for the first time, or back. */
  void onJoin(Member member) {
    MemberRecord record = table.find(member.name());
    if (record == null) {
      record = introduce(member);
    } else {
      if (isFlap(record)) {
        host.count("serf.member.flap");
      }
      table.describe(record, describe(member, MemberStatus.ALIVE));
    }
    host.count("serf.member.join");
    tell("EventMemberJoin", Kind.JOIN, record);
  }

  /** The first news of a member: intents may have come before it. */
  private MemberRecord introduce(Member member) {
    RecentIntents.Intent intent = recentIntents.find(member.name());
    boolean leaving = intent != null && intent.kind() == RecentIntents.Kind.LEAVE;
    return table.add(
        describe(member, leaving ? MemberStatus.LEAVING : MemberStatus.ALIVE),
        intent == null ? 0 : intent.lamportTime());
  }

  private boolean isFlap(MemberRecord record) {
    return record.status() == MemberStatus.FAILED
        && host.nowNanos() - record.goneAtNanos() < settings.flapTimeout().toNanos();
  }

  /** Membership lost a member. Whether it failed or left is for the intents to say. */
  void onLeave(Member member) {
    MemberRecord record = table.find(member.name());
    if (record == null) {
      return;
    }
    switch (record.status()) {
      case LEAVING -> {
        bury(record, MemberStatus.LEFT);
        host.count("serf.member.left");
        tell("EventMemberLeave", Kind.LEAVE, record);
      }
      case ALIVE -> {
        bury(record, MemberStatus.FAILED);
        host.count("serf.member.failed");
        tell("EventMemberFailed", Kind.FAILED, record);
      }
      case NONE, LEFT, FAILED ->
          host.warn(() -> "serf: Bad state when leave: " + record.status().text());
    }
  }

  private void bury(MemberRecord record, MemberStatus status) {
    table.changeStatus(record, status);
    record.goneAt(host.nowNanos());
  }

  /** A member changed its tags. */
  void onUpdate(Member member) {
    MemberRecord record = table.find(member.name());
    if (record == null) {
      return;
    }
    table.describe(record, describe(member, record.status()));
    host.count("serf.member.update");
    host.info(() -> "serf: EventMemberUpdate: " + record.name());
    events.publish(new SerfEvent.Members(Kind.UPDATE, List.of(record.member())));
  }

  /** A failed member turns out to have left: an intent says so. */
  void onForcedLeave(MemberRecord record) {
    table.changeStatus(record, MemberStatus.LEFT);
    tell("EventMemberLeave (forced)", Kind.LEAVE, record);
  }

  /** Drops every trace of a member that is gone. This member never forgets itself. */
  void forget(MemberRecord record) {
    if (record.name().equals(self)) {
      return;
    }
    table.remove(record);
    onForgotten.accept(record.name());
    host.info(() -> "serf: EventMemberReap: " + record.name());
    events.publish(new SerfEvent.Members(Kind.REAP, List.of(record.member())));
  }

  private void tell(String what, Kind kind, MemberRecord record) {
    SerfMember member = record.member();
    host.info(() -> "serf: " + what + ": " + member.name() + " " + member.address().ipText());
    events.publish(new SerfEvent.Members(kind, List.of(member)));
  }

  private SerfMember describe(Member member, MemberStatus status) {
    return new SerfMember(
        member.name(), member.address(), tagsOf(member), status, versionsOf(member.versions()));
  }

  private Map<String, String> tagsOf(Member member) {
    try {
      return Tags.decode(member.meta());
    } catch (MalformedMessage e) {
      host.complaints().malformed("tags of " + member.name(), e);
      return Map.of();
    }
  }

  /** Nearly all members of a pool speak the same versions, so one value serves many. */
  private Versions versionsOf(byte[] bytes) {
    int[] v = new int[6];
    for (int i = 0; i < Math.min(v.length, bytes.length); i++) {
      v[i] = bytes[i] & 0xff;
    }
    var versions = new Versions(v[0], v[1], v[2], v[3], v[4], v[5]);
    if (!versions.equals(lastVersions)) {
      lastVersions = versions;
    }
    return lastVersions;
  }
}
