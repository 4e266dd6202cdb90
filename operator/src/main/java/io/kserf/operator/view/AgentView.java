package io.kserf.operator.view;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The pool as one agent sees it.
 *
 * @param agent the agent's own name in the pool
 * @param members by name
 */
public record AgentView(String agent, Map<String, Sighting> members) {

  public AgentView {
    members = Map.copyOf(members);
  }

  public static AgentView of(String agent, Collection<Sighting> members) {
    return new AgentView(
        agent,
        members.stream()
            .collect(Collectors.toMap(Sighting::name, Function.identity(), (one, other) -> other)));
  }

  public Optional<Sighting> of(String member) {
    return Optional.ofNullable(members.get(member));
  }

  public boolean holdsAlive(String member) {
    return of(member).filter(Sighting::isAlive).isPresent();
  }
}
