package io.kserf.serf;

import io.kserf.serf.SerfEvent.Members.Kind;
import io.kserf.swim.Member;
import io.kserf.swim.MemberState;
import io.kserf.swim.wire.MalformedMessage;
import java.util.List;

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
  private final Descriptions descriptions = new Descriptions();

  Membership(
      Host host,
      SerfSettings settings,
      String self,
      MemberTable table,
      RecentIntents recentIntents,
      EventPipeline events) {
    this.host = host;
    this.settings = settings;
    this.self = self;
    this.table = table;
    this.recentIntents = recentIntents;
    this.events = events;
  }

  /** A member became alive: seen for the first time, or back. */
  void onJoin(Member member) {
    examine(member);
    MemberRecord known = table.find(member.name());
    MemberRecord record;
    if (known == null) {
      makeRoom();
      record = introduce(member);
      table.add(record);
    } else {
      if (isFlap(known)) {
        host.count("serf.member.flap");
      }
      record = known.with(member.identity()).with(MemberStatus.ALIVE);
      table.update(record);
    }
    host.count("serf.member.join");
    tell("EventMemberJoin", Kind.JOIN, record);
  }

  /**
   * Membership forgets who is gone after a while, but this table remembers them for a day. Whoever
   * makes names up could fill it, so the youngest of them go first.
   */
  private void makeRoom() {
    MemberRecord youngest = table.isFull() ? table.newestGone() : null;
    if (youngest != null) {
      forget(youngest);
    }
  }

  /** The first news of a member: intents may have come before it. */
  private MemberRecord introduce(Member member) {
    RecentIntents.Intent intent = recentIntents.find(member.name());
    boolean leaving = intent != null && intent.kind() == RecentIntents.Kind.LEAVE;
    return new MemberRecord(
        member.identity(),
        leaving ? MemberStatus.LEAVING : MemberStatus.ALIVE,
        intent == null ? 0 : intent.lamportTime(),
        0);
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
      case LEAVING -> left(record);
      case ALIVE -> {
        // It said so itself. Its intent has not come yet, or came with a time that was too old.
        if (member.state() == MemberState.LEFT) {
          left(record);
        } else {
          failed(record);
        }
      }
      case NONE, LEFT, FAILED ->
          host.warn(() -> "serf: Bad state when leave: " + record.status().text());
    }
  }

  private void left(MemberRecord record) {
    MemberRecord left = bury(record, MemberStatus.LEFT);
    host.count("serf.member.left");
    tell("EventMemberLeave", Kind.LEAVE, left);
  }

  private void failed(MemberRecord record) {
    MemberRecord failed = bury(record, MemberStatus.FAILED);
    host.count("serf.member.failed");
    tell("EventMemberFailed", Kind.FAILED, failed);
  }

  private MemberRecord bury(MemberRecord record, MemberStatus status) {
    MemberRecord gone = record.with(status).goneAt(host.nowNanos());
    table.update(gone);
    return gone;
  }

  /** A member changed its tags. */
  void onUpdate(Member member) {
    MemberRecord known = table.find(member.name());
    if (known == null) {
      return;
    }
    examine(member);
    MemberRecord record = known.with(member.identity());
    table.update(record);
    host.count("serf.member.update");
    host.info(() -> "serf: EventMemberUpdate: " + record.name());
    events.publish(new SerfEvent.Members(Kind.UPDATE, List.of(record.member())));
  }

  /** A failed member turns out to have left: an intent says so. */
  void onForcedLeave(MemberRecord record) {
    MemberRecord left = record.with(MemberStatus.LEFT);
    table.update(left);
    tell("EventMemberLeave (forced)", Kind.LEAVE, left);
  }

  /** Drops every trace of a member that is gone. This member never forgets itself. */
  void forget(MemberRecord record) {
    if (record.name().equals(self)) {
      return;
    }
    table.remove(record.name());
    host.info(() -> "serf: EventMemberReap: " + record.name());
    events.publish(new SerfEvent.Members(Kind.REAP, List.of(record.member())));
  }

  private void tell(String what, Kind kind, MemberRecord record) {
    SerfMember member = record.member();
    host.info(() -> "serf: " + what + ": " + member.name() + " " + member.address().ipText());
    events.publish(new SerfEvent.Members(kind, List.of(member)));
  }

  private void examine(Member member) {
    MalformedMessage problem = descriptions.of(member.identity()).problem();
    if (problem != null) {
      host.complaints().malformed("tags of " + member.name(), problem);
    }
  }
}
