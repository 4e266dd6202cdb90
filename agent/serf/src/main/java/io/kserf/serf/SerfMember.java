package io.kserf.serf;

import io.kserf.swim.Address;
import java.util.Map;

/**
 * A member as Serf knows it at one moment.
 *
 * @param name unique in the pool
 * @param address as advertised, where its gossip port is
 * @param tags what the member says of itself; immutable
 * @param status as this member sees it: others may be a moment ahead or behind
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

  /** Whether it answers and has not said that it leaves. */
  public boolean isAlive() {
    return status == MemberStatus.ALIVE;
  }

  /** The tag's value, or the empty string. */
  public String tag(String key) {
    return tags.getOrDefault(key, "");
  }
}
