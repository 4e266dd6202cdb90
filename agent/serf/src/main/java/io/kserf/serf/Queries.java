package io.kserf.serf;

import io.kserf.serf.wire.QueryFilter;
import io.kserf.serf.wire.QueryMessage;
import io.kserf.serf.wire.QueryResponse;
import io.kserf.swim.Address;
import io.kserf.swim.Swim;
import io.kserf.swim.SwimConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Questions to the pool. Asked here, they collect answers until their deadline; asked elsewhere,
 * they are gossiped on once, and acknowledged and delivered if this member is meant.
 */
final class Queries {
  private static final int TIMEOUT_MULT = 16;
  private static final int MIN_PROTOCOL = 4;
  private static final int MAX_RELAY_FACTOR = 255;

  private final Host host;
  private final SerfSettings settings;
  private final SwimConfig config;
  private final Swim swim;
  private final Broadcasts broadcasts;
  private final Answers answers;
  private final QueryMatcher matcher;
  private final Consumer<IncomingQuery> audience;
  private final LamportClock clock = new LamportClock();
  private final QueryRing ring = new QueryRing();
  private final QueryCollectors collectors;
  private long minTime;

  /**
   * @param audience hears of queries that are for this member
   */
  Queries(
      Host host,
      SerfSettings settings,
      SwimConfig config,
      Swim swim,
      Broadcasts broadcasts,
      Answers answers,
      QueryMatcher matcher,
      Consumer<IncomingQuery> audience) {
    this.host = host;
    this.settings = settings;
    this.config = config;
    this.swim = swim;
    this.broadcasts = broadcasts;
    this.answers = answers;
    this.matcher = matcher;
    this.audience = audience;
    this.collectors = new QueryCollectors(host);
  }

  LamportClock clock() {
    return clock;
  }

  QueryCollectors collectors() {
    return collectors;
  }

  /** Does not deliver what is older than {@code lamportTime} from now on. */
  void ignoreBefore(long lamportTime) {
    minTime = Math.max(minTime, lamportTime);
  }

  /**
   * Asks the pool; {@code listener} hears what comes back, at first perhaps from within this call.
   *
   * @throws SerfException if the query is too large or its parameters are no good
   */
  void ask(String name, byte[] payload, QueryParams params, QueryListener listener) {
    if (config.protocolCurrent() < MIN_PROTOCOL) {
      throw new SerfException("Feature not supported");
    }
    if (params.relayFactor() < 0 || params.relayFactor() > MAX_RELAY_FACTOR) {
      throw new SerfException(
          "relay factor " + params.relayFactor() + " is not in 0.." + MAX_RELAY_FACTOR);
    }
    Duration timeout = params.timeout().isPositive() ? params.timeout() : defaultTimeout();
    QueryMessage query = compose(name, payload, params, timeout);
    byte[] message = query.encode();
    if (message.length > settings.querySizeLimit()) {
      throw new SerfException("query exceeds limit of " + settings.querySizeLimit() + " bytes");
    }
    collectors.open(query.lamportTime(), query.id(), timeout, listener);
    receive(query);
    broadcasts.query(message);
  }

  private QueryMessage compose(String name, byte[] payload, QueryParams params, Duration timeout) {
    Address own = swim.self().address();
    return new QueryMessage(
        clock.time(),
        host.random().nextInt() & Integer.MAX_VALUE,
        own.ip(),
        own.port(),
        config.name(),
        filtersOf(params),
        params.requestAck() ? QueryMessage.ACK : 0,
        params.relayFactor(),
        timeout.toNanos(),
        name,
        payload.length == 0 ? null : payload.clone());
  }

  private static @Nullable List<byte[]> filtersOf(QueryParams params) {
    var filters = new ArrayList<byte[]>();
    if (!params.nodes().isEmpty()) {
      filters.add(new QueryFilter.Nodes(params.nodes()).encode());
    }
    Map<String, String> inOrder = new TreeMap<>(params.tags());
    inOrder.forEach(
        (tag, expression) -> filters.add(new QueryFilter.Tag(tag, expression).encode()));
    return filters.isEmpty() ? null : filters;
  }

  /** Long enough for gossip to reach everybody, and for the answers to come back. */
  private Duration defaultTimeout() {
    int powersOfTen = (int) Math.ceil(Math.log10(swim.livingCount() + 1.0));
    return config.timing().gossipInterval().multipliedBy((long) TIMEOUT_MULT * powersOfTen);
  }

  /** Takes a query in; returns whether it is news that others should hear. */
  boolean receive(QueryMessage query) {
    clock.witness(query.lamportTime());
    if (query.lamportTime() < minTime) {
      return false;
    }
    if (clock.time() > QueryRing.SLOTS && query.lamportTime() < clock.time() - QueryRing.SLOTS) {
      host.complaints()
          .refused(
              () ->
                  "serf: received old query %s from time %d (current: %d)"
                      .formatted(query.name(), query.lamportTime(), clock.time()));
      return false;
    }
    if (!ring.remember(query.lamportTime(), query.id())) {
      return false;
    }
    host.count("serf.queries");
    if (matcher.isForThisMember(query)) {
      take(query);
    }
    return query.isBroadcast();
  }

  private void take(QueryMessage query) {
    var incoming = new IncomingQuery(query, host, settings, config.name(), answers);
    if (query.wantsAck()) {
      incoming.acknowledge();
    }
    audience.accept(incoming);
  }

  /** An ack or answer to a query that was asked here. */
  void onResponse(QueryResponse response) {
    collectors.onResponse(response);
  }
}
