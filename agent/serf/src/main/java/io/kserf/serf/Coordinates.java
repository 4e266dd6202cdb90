package io.kserf.serf;

import io.kserf.serf.wire.RawCoordinate;
import io.kserf.swim.wire.MalformedMessage;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Network coordinates: this member's own goes out with every ack, and each ack that comes in moves
 * it. Those of others are kept in the table of members as they told them last: a row of the
 * coordinate's numbers and the last round trips, 128 bytes a member that has answered a ping.
 */
final class Coordinates {
  private static final long MAX_RTT_NANOS = 10_000_000_000L;

  // What stands where in a row, after the components.
  private static final int ERROR = Vivaldi.DIMENSIONS;
  private static final int ADJUSTMENT = ERROR + 1;
  private static final int HEIGHT = ADJUSTMENT + 1;
  private static final int ROUND_TRIPS = HEIGHT + 1;
  private static final int ROW = ROUND_TRIPS + LatencyFilter.SAMPLES;

  private final Host host;
  private final String self;
  private final MemberTable table;
  private final boolean enabled;
  private final Vivaldi vivaldi;

  Coordinates(Host host, SerfSettings settings, String self, MemberTable table) {
    this.table = table;
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
    double[] row = rowOf(name);
    vivaldi.update(other, LatencyFilter.filter(row, ROUND_TRIPS, Nanos.toSeconds(rttNanos)));
    host.sample(
        "serf.coordinate.adjustment-ms", Vivaldi.distanceNanos(before, vivaldi.own()) / 1e6);
    write(other, row);
  }

  private double[] rowOf(String name) {
    double[] row = table.coordinate(name);
    if (row == MemberTable.NO_COORDINATE) {
      row = new double[ROW];
      LatencyFilter.clear(row, ROUND_TRIPS);
      table.coordinate(name, row);
    }
    return row;
  }

  private static void write(RawCoordinate coordinate, double[] row) {
    System.arraycopy(coordinate.vec(), 0, row, 0, Vivaldi.DIMENSIONS);
    row[ERROR] = coordinate.error();
    row[ADJUSTMENT] = coordinate.adjustment();
    row[HEIGHT] = coordinate.height();
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
    if (name.equals(self)) {
      RawCoordinate own = vivaldi.own();
      return publish(own.vec(), own.error(), own.adjustment(), own.height());
    }
    double[] row = table.coordinate(name);
    return row == MemberTable.NO_COORDINATE
        ? null
        : publish(row, row[ERROR], row[ADJUSTMENT], row[HEIGHT]);
  }

  private static Coordinate publish(
      double[] numbers, double error, double adjustment, double height) {
    List<Double> vec = Arrays.stream(numbers, 0, Vivaldi.DIMENSIONS).boxed().toList();
    return new Coordinate(vec, error, adjustment, height);
  }
}
