package io.kserf.serf;

import io.kserf.serf.wire.RawCoordinate;
import io.kserf.swim.wire.MalformedMessage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Network coordinates: this member's own goes out with every ack, and each ack that comes in moves
 * it. Those of others are kept as they told them last.
 */
final class Coordinates {
  private static final long MAX_RTT_NANOS = 10_000_000_000L;

  private final Host host;
  private final String self;
  private final boolean enabled;
  private final Vivaldi vivaldi;
  private final LatencyFilter latencies = new LatencyFilter();
  private final Map<String, RawCoordinate> known = new HashMap<>();

  Coordinates(Host host, SerfSettings settings, String self) {
    this.host = host;
    this.self = self;
    this.enabled = settings.coordinates();
    this.vivaldi = new Vivaldi(host.random());
  }

  boolean isEnabled() {
    return enabled;
  }

  int resets() {
    return vivaldi.resets();
  }

  /** What an ack carries. */
  byte[] ackPayload() {
    return enabled ? vivaldi.own().toAckPayload() : new byte[0];
  }

  /** A member answered a ping after {@code rttNanos}, with this payload. */
  void onRoundTrip(String name, long rttNanos, byte[] payload) {
    if (!enabled || payload.length == 0) {
      return;
    }
    try {
      update(name, RawCoordinate.fromAckPayload(payload), rttNanos);
    } catch (MalformedMessage e) {
      host.count("serf.coordinate.rejected");
      host.complaints().malformed("coordinate of " + name, e);
    }
  }

  private void update(String name, RawCoordinate other, long rttNanos) {
    requireUsable(other);
    if (rttNanos < 0 || rttNanos > MAX_RTT_NANOS) {
      throw new MalformedMessage(
          "round trip time not in valid range, duration %d ns is not a positive value less than 10s"
              .formatted(rttNanos));
    }
    if (rttNanos == 0) {
      host.count("serf.coordinate.zero-rtt");
    }
    RawCoordinate before = vivaldi.own();
    vivaldi.update(other, latencies.filter(name, Nanos.toSeconds(rttNanos)));
    host.sample(
        "serf.coordinate.adjustment-ms", Vivaldi.distanceNanos(before, vivaldi.own()) / 1e6);
    known.put(name, other);
  }

  private static void requireUsable(RawCoordinate other) {
    if (other.vec().length != Vivaldi.DIMENSIONS) {
      throw new MalformedMessage("dimensions aren't compatible");
    }
    if (!Vivaldi.isFinite(other)) {
      throw new MalformedMessage("coordinate is invalid");
    }
  }

  /** Where a member is, as far as this one knows. */
  @Nullable Coordinate find(String name) {
    if (!enabled) {
      return null;
    }
    RawCoordinate raw = name.equals(self) ? vivaldi.own() : known.get(name);
    return raw == null ? null : publish(raw);
  }

  private static Coordinate publish(RawCoordinate raw) {
    List<Double> vec = Arrays.stream(raw.vec()).boxed().toList();
    return new Coordinate(vec, raw.error(), raw.adjustment(), raw.height());
  }

  void forget(String name) {
    known.remove(name);
    latencies.forget(name);
  }
}
