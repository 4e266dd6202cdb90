package io.kserf.serf;

import io.kserf.swim.Address;
import java.util.Map;

/**
 * A member as Serf knows it at one moment.
 *
 * @param tags decoded from the member's meta; immutable
 * @param versions protocol numbers as the member advertised them
 */
public record SerfMember(
    String name,
    Address address,
    Map<String, String> tags,
    MemberStatus status,
    Versions versions) {

  /**
   * Protocol numbers: memberlist's and Serf's own, each the lowest and highest understood and the
   * one in use.
   */
  public record Versions(
      int protocolMin,
      int protocolMax,
      int protocolCurrent,
      int delegateMin,
      int delegateMax,
      int delegateCurrent) {}

  public boolean isAlive() {
    return status == MemberStatus.ALIVE;
  }

  /** The tag's value, or the empty string. */
  public String tag(String key) {
    return tags.getOrDefault(key, "");
  }
}
