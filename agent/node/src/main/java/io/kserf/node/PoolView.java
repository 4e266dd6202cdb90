package io.kserf.node;

import io.kserf.serf.MemberStatus;
import io.kserf.serf.SerfEvent.Members.Kind;
import io.kserf.serf.SerfMember;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pool as one member sees it at one moment.
 *
 * @param members everybody that it knows, in every status, itself included
 * @param changes what is other than in the view before, one entry a member; empty in the first view
 */
public record PoolView(List<SerfMember> members, List<Change> changes) {

  /**
   * What became of one member between two views. If several things did, for instance a failure and
   * the return, it is what they came to.
   *
   * @param member as it is now; as it was, when it is forgotten ({@link Kind#REAP})
   */
  public record Change(Kind kind, SerfMember member) {}

  public PoolView {
    members = List.copyOf(members);
    changes = List.copyOf(changes);
  }

  static PoolView first(List<SerfMember> members) {
    return new PoolView(members, List.of());
  }

  /** The next view. */
  PoolView next(List<SerfMember> now) {
    Map<String, SerfMember> before = new LinkedHashMap<>();
    members.forEach(member -> before.put(member.name(), member));
    var found = new ArrayList<Change>();
    for (SerfMember member : now) {
      kindOf(before.remove(member.name()), member)
          .ifPresent(kind -> found.add(new Change(kind, member)));
    }
    before.values().forEach(forgotten -> found.add(new Change(Kind.REAP, forgotten)));
    return new PoolView(now, found);
  }

  private static Optional<Kind> kindOf(@Nullable SerfMember before, SerfMember now) {
    if (now.equals(before)) {
      return Optional.empty();
    }
    boolean same = before != null && before.status() == now.status();
    return Optional.of(
        switch (now.status()) {
          case FAILED -> same ? Kind.UPDATE : Kind.FAILED;
          case LEFT -> same ? Kind.UPDATE : Kind.LEAVE;
          case ALIVE -> before != null && isHere(before) ? Kind.UPDATE : Kind.JOIN;
          case LEAVING, NONE -> before == null ? Kind.JOIN : Kind.UPDATE;
        });
  }

  private static boolean isHere(SerfMember member) {
    return member.isAlive() || member.status() == MemberStatus.LEAVING;
  }

  /** Those that are alive. */
  public List<SerfMember> alive() {
    return members.stream().filter(SerfMember::isAlive).toList();
  }
}
