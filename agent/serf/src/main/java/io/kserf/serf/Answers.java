package io.kserf.serf;

import io.kserf.serf.wire.QueryMessage;
import io.kserf.serf.wire.QueryResponse;
import io.kserf.serf.wire.RelayMessage;
import io.kserf.swim.Address;
import io.kserf.swim.Swim;
import io.kserf.swim.SwimException;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of acks and responses back to the asker: straight, and as often as the query wants it
 * through other members, in case the straight way is broken. A query and a relay name the address
 * that gets all this, which may be a victim's: one that is no member's gets little.
 */
final class Answers {
  /** Relays were added to memberlist's protocol together with this number. */
  private static final int MIN_RELAY_PROTOCOL = 5;

  private final Host host;
  private final SerfSettings settings;
  private final String self;
  private final MemberTable table;
  private final Swim swim;

  Answers(Host host, SerfSettings settings, String self, MemberTable table, Swim swim) {
    this.host = host;
    this.settings = settings;
    this.self = self;
    this.table = table;
    this.swim = swim;
  }

  /**
   * @throws SwimException if the query names no address, or the answer could not be sent there
   * @throws SerfException if it was sent, but is too large to be relayed
   */
  void send(QueryMessage query, QueryResponse response) {
    byte[] ip = query.addr() == null ? new byte[0] : query.addr();
    byte[] message = response.encode();
    Address asker = dialable(ip, query.port());
    if (!mayAnswer(asker, query.sourceNode(), message)) {
      return;
    }
    swim.sendUser(asker, message);
    if (query.relayFactor() > 0 && table.size() > query.relayFactor()) {
      relay(new RelayMessage(ip, query.port(), "", query.sourceNode(), message), query, asker);
    }
  }

  private boolean mayAnswer(Address to, String name, byte[] message) {
    boolean may = swim.mayAnswer(to, name, message.length);
    if (!may) {
      host.complaints().unanswered(to);
    }
    return may;
  }

  private void relay(RelayMessage relay, QueryMessage query, Address asker) {
    byte[] message = relay.encode();
    if (message.length > settings.queryResponseSizeLimit()) {
      throw new SerfException(
          "relayed response exceeds limit of " + settings.queryResponseSizeLimit() + " bytes");
    }
    for (SerfMember member : chooseRelays(query.relayFactor())) {
      if (mayAnswer(asker, query.sourceNode(), message)) {
        swim.sendUser(member.address(), message);
      }
    }
  }

  private List<SerfMember> chooseRelays(int count) {
    var eligible = new ArrayList<SerfMember>();
    for (MemberRecord record : table.all()) {
      if (record.status() == MemberStatus.ALIVE
          && record.member().versions().protocolMax() >= MIN_RELAY_PROTOCOL
          && !record.name().equals(self)) {
        eligible.add(record.member());
      }
    }
    int chosen = Math.min(count, eligible.size());
    for (int i = 0; i < chosen; i++) {
      int other = i + host.random().nextInt(eligible.size() - i);
      eligible.set(i, eligible.set(other, eligible.get(i)));
    }
    return eligible.subList(0, chosen);
  }

  /** Sends on what another member relays through this one. */
  void forward(RelayMessage relay) {
    byte[] ip = relay.ip() == null ? new byte[0] : relay.ip();
    try {
      Address to = dialable(ip, relay.port());
      if (mayAnswer(to, relay.destName(), relay.inner())) {
        swim.sendUser(to, relay.inner());
      }
    } catch (SwimException e) {
      host.complaints()
          .refused(() -> "serf: failed to forward a relayed message: " + e.getMessage());
    }
  }

  private static Address dialable(byte[] ip, long port) {
    if (port >= 1 && port <= 65535) {
      Address address = Address.of(ip, (int) port);
      if (address.isDialable()) {
        return address;
      }
    }
    throw new SwimException(
        "an address of %d bytes and port %d cannot be sent to".formatted(ip.length, port));
  }
}
