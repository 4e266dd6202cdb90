package io.kserf.operator.view;

import io.kserf.api.v1alpha1.MemberStatus;
import java.util.Arrays;
import java.util.Map;

/** Views for tests: {@code view("a", alive("a"), failed("b"))}. */
public final class Views {
  private Views() {}

  public static AgentView view(String agent, Sighting... members) {
    return AgentView.of(agent, Arrays.asList(members));
  }

  public static Sighting alive(String name) {
    return seen(name, MemberStatus.ALIVE);
  }

  public static Sighting failed(String name) {
    return seen(name, MemberStatus.FAILED);
  }

  public static Sighting left(String name) {
    return seen(name, MemberStatus.LEFT);
  }

  public static Sighting seen(String name, MemberStatus status) {
    return new Sighting(name, name + ":7946", status, Map.of());
  }
}
