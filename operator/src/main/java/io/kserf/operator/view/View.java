package io.kserf.operator.view;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The pool as the asked agents see it together.
 *
 * @param voters the agents that were asked and answered
 * @param members by name, each as a majority sees it
 * @param disputed names of members of whose status the voters say different things
 */
public record View(
    SortedSet<String> voters, SortedMap<String, Sighting> members, SortedSet<String> disputed) {

  public View {
    voters = Collections.unmodifiableSortedSet(new TreeSet<>(voters));
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    disputed = Collections.unmodifiableSortedSet(new TreeSet<>(disputed));
  }

  /** Merges by majority, member by member; see {@link Ballot}. The order does not matter. */
  public static View merge(Collection<AgentView> views) {
    var voters = views.stream().sorted(Comparator.comparing(AgentView::agent)).toList();
    var names = new TreeSet<String>();
    voters.forEach(view -> names.addAll(view.members().keySet()));
    var members = new TreeMap<String, Sighting>();
    var disputed = new TreeSet<String>();
    for (var name : names) {
      var votes = voters.stream().map(view -> view.of(name)).toList();
      Ballot.decide(votes).ifPresent(seen -> members.put(name, seen));
      if (!Ballot.isUnanimous(votes)) {
        disputed.add(name);
      }
    }
    return new View(
        new TreeSet<>(voters.stream().map(AgentView::agent).toList()), members, disputed);
  }

  public static View unknown() {
    return merge(List.of());
  }

  /** Nobody answered, so nothing is known. */
  public boolean isUnknown() {
    return voters.isEmpty();
  }

  public Optional<Sighting> of(String member) {
    return Optional.ofNullable(members.get(member));
  }

  public boolean holdsAlive(String member) {
    return of(member).filter(Sighting::isAlive).isPresent();
  }

  /** The tags of a member, none if it is not known. */
  public Map<String, String> tagsOf(String member) {
    return of(member).map(Sighting::tags).orElse(Map.of());
  }
}
