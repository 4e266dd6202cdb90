package io.kserf.serf;

/**
 * What this instance keeps of a member: how it looks from outside, and what decides how news of it
 * is taken. Only {@link MemberTable} changes it.
 */
final class MemberRecord {
  private SerfMember member;
  private long statusTime;
  private long goneAtNanos;

  MemberRecord(SerfMember member, long statusTime) {
    this.member = member;
    this.statusTime = statusTime;
  }

  String name() {
    return member.name();
  }

  MemberStatus status() {
    return member.status();
  }

  SerfMember member() {
    return member;
  }

  /** Lamport time of the newest intent that was taken in; older ones are ignored. */
  long statusTime() {
    return statusTime;
  }

  /** When it failed or left; meaningful in these two states only. */
  long goneAtNanos() {
    return goneAtNanos;
  }

  void describe(SerfMember newMember) {
    member = newMember;
  }

  void statusTime(long lamportTime) {
    statusTime = lamportTime;
  }

  void goneAt(long nanos) {
    goneAtNanos = nanos;
  }
}
