package io.kserf.swim;

import java.util.HashMap;
import java.util.Map;

/** The IP addresses that members live at, for who asks of any address whether it is one. */
final class MemberHosts {
  private final boolean kept;
  private final Map<Address, Integer> members = new HashMap<>();

  /**
   * @param kept whether anybody is going to ask; it costs some hundred bytes an address
   */
  MemberHosts(boolean kept) {
    this.kept = kept;
  }

  void add(Address address) {
    if (kept) {
      members.merge(address.host(), 1, Integer::sum);
    }
  }

  void remove(Address address) {
    if (kept) {
      members.computeIfPresent(address.host(), (host, count) -> count == 1 ? null : count - 1);
    }
  }

  boolean contain(Address address) {
    return members.containsKey(address.host());
  }
}
