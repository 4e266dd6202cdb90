package io.kserf.operator.view;

import io.kserf.api.v1alpha1.MemberStatus;
import java.util.Map;

/**
 * What one agent says of one member.
 *
 * @param address of the member's gossip, {@code IP:PORT}, IPv6 in brackets
 */
public record Sighting(String name, String address, MemberStatus status, Map<String, String> tags) {

  public Sighting {
    tags = Map.copyOf(tags);
  }

  public boolean isAlive() {
    return status == MemberStatus.ALIVE;
  }
}
