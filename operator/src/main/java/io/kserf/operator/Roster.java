package io.kserf.operator;

import io.kserf.api.v1alpha1.Member;
import io.kserf.api.v1alpha1.MemberStatus;
import io.kserf.operator.agents.AgentPool;
import io.kserf.operator.view.Sighting;
import io.kserf.operator.view.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The members of a pool with their history, and what is new since the last time.
 *
 * @param members by name
 */
record Roster(List<Member> members, List<News> news) {
  /** How long a member that no agent knows any more is still shown. */
  static final Duration REMEMBERED = Duration.ofMinutes(5);

  Roster {
    members = List.copyOf(members);
    news = List.copyOf(news);
  }

  /**
   * What follows from what was known and what is seen now. If nothing is seen, because no agent
   * answers, all stays as it was.
   *
   * @param agents names of the nodes that run an agent; other members are external
   */
  static Roster next(Collection<Member> before, View view, Set<String> agents, Instant now) {
    var known = new TreeMap<String, Member>();
    before.forEach(member -> known.put(member.name(), member));
    if (view.isUnknown()) {
      return new Roster(List.copyOf(known.values()), List.of());
    }
    var names = new TreeSet<>(known.keySet());
    names.addAll(view.members().keySet());
    var members = new ArrayList<Member>();
    var news = new ArrayList<News>();
    for (var name : names) {
      var last = Optional.ofNullable(known.get(name));
      var next =
          view.of(name)
              .map(seen -> next(last, seen, agents, now))
              .or(() -> unseen(last.orElseThrow(), view, agents, now));
      next.ifPresent(members::add);
      news(last, next).ifPresent(news::add);
    }
    return new Roster(members, news);
  }

  /** The alive member that joined first; of those that joined together, the first by name. */
  Optional<String> leader() {
    return members.stream()
        .filter(member -> member.status() == MemberStatus.ALIVE)
        .min(Comparator.comparing((Member member) -> joined(member)).thenComparing(Member::name))
        .map(Member::name);
  }

  private static Instant joined(Member member) {
    return Optional.ofNullable(member.joined()).orElse(Instant.MAX);
  }

  private static Member next(
      Optional<Member> last, Sighting seen, Set<String> agents, Instant now) {
    boolean same = last.filter(member -> member.status() == seen.status()).isPresent();
    boolean stays = last.filter(member -> isThere(member.status())).isPresent();
    boolean managed = agents.contains(seen.name()) || last.filter(Roster::isManaged).isPresent();
    return new Member(
        seen.name(),
        seen.address(),
        seen.status(),
        same ? last.map(Member::since).orElse(now) : now,
        stays || !isThere(seen.status()) ? last.map(Member::joined).orElse(now) : now,
        managed ? null : Boolean.TRUE,
        seen.tags());
  }

  /**
   * A member that a majority does not know. Nobody vouches for it, so it counts as failed: agents
   * that all restarted have forgotten those that are gone. After a while it is dropped, but only on
   * the word of most of those that are asked: one that has just started alone knows nobody.
   */
  private static Optional<Member> unseen(Member last, View view, Set<String> agents, Instant now) {
    if (isThere(last.status())) {
      return Optional.of(
          new Member(
              last.name(),
              last.address(),
              MemberStatus.FAILED,
              now,
              last.joined(),
              last.external(),
              last.tags()));
    }
    int asked = Math.min(agents.size(), AgentPool.OBSERVERS);
    boolean enoughVoters = view.voters().size() * 2 > asked;
    boolean longAgo =
        Optional.ofNullable(last.since()).orElse(Instant.MIN).plus(REMEMBERED).isBefore(now);
    return enoughVoters && longAgo ? Optional.empty() : Optional.of(last);
  }

  private static Optional<News> news(Optional<Member> last, Optional<Member> next) {
    if (next.isEmpty()) {
      return last.map(member -> new News(News.Kind.FORGOTTEN, member));
    }
    var before = last.map(Member::status);
    return next.filter(member -> !before.equals(Optional.of(member.status())))
        .flatMap(member -> kind(before, member.status()).map(kind -> new News(kind, member)));
  }

  private static Optional<News.Kind> kind(Optional<MemberStatus> before, MemberStatus now) {
    return switch (now) {
      case FAILED -> Optional.of(News.Kind.FAILED);
      case LEFT -> Optional.of(News.Kind.LEFT);
      case LEAVING -> Optional.empty();
      case ALIVE ->
          before
              .map(
                  status ->
                      switch (status) {
                        case FAILED -> Optional.of(News.Kind.RECOVERED);
                        case LEFT -> Optional.of(News.Kind.JOINED);
                        // It thought better of leaving, and nobody was told that it would.
                        case LEAVING, ALIVE -> Optional.<News.Kind>empty();
                      })
              .orElse(Optional.of(News.Kind.JOINED));
    };
  }

  private static boolean isThere(MemberStatus status) {
    return status == MemberStatus.ALIVE || status == MemberStatus.LEAVING;
  }

  private static boolean isManaged(Member member) {
    return !Boolean.TRUE.equals(member.external());
  }
}
