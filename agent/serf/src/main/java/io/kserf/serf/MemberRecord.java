package io.kserf.serf;

import io.kserf.swim.Identity;

/**
 * What this instance keeps of a member, as of one moment: how it looks from outside, and what
 * decides how news of it is taken.
 *
 * @param statusTime Lamport time of the newest intent that was taken in; older ones are ignored
 * @param goneAtNanos when it failed or left; meaningful in these two states only
 */
record MemberRecord(Identity identity, MemberStatus status, long statusTime, long goneAtNanos) {
  String name() {
    return identity.name();
  }

  SerfMember member() {
    Description description = Description.of(identity);
    return new SerfMember(
        identity.name(), identity.address(), description.tags(), status, description.versions());
  }

  MemberRecord with(Identity newIdentity) {
    return new MemberRecord(newIdentity, status, statusTime, goneAtNanos);
  }

  MemberRecord with(MemberStatus newStatus) {
    return new MemberRecord(identity, newStatus, statusTime, goneAtNanos);
  }

  MemberRecord withStatusTime(long lamportTime) {
    return new MemberRecord(identity, status, lamportTime, goneAtNanos);
  }

  MemberRecord goneAt(long nanos) {
    return new MemberRecord(identity, status, statusTime, nanos);
  }
}
