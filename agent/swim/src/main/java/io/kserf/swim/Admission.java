package io.kserf.swim;

import java.util.List;

/**
 * Whom a member listens to, beside what encryption keys and labels keep out. Everybody by default,
 * as in Serf.
 *
 * @param allowed networks outside of which nobody is heard and nobody is a member; empty allows all
 *     (memberlist's {@code CIDRsAllowed})
 * @param strictSources whether gossip counts only if it comes from the IP address of a member, and
 *     a ping only if it comes from where its answer is to go. Not for pools with address
 *     translation, or with members that send from other addresses than they advertise
 */
public record Admission(List<NetworkRange> allowed, boolean strictSources) {
  /** Listens to everybody. */
  public static final Admission OPEN = new Admission(List.of(), false);

  public Admission {
    allowed = List.copyOf(allowed);
  }

  /** Whether a member may live at, and a packet may come from, this address. */
  public boolean allows(Address address) {
    return allowed.isEmpty() || allowed.stream().anyMatch(range -> range.contains(address));
  }
}
