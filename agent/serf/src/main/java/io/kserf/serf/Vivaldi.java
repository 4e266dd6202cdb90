package io.kserf.serf;

import io.kserf.serf.wire.RawCoordinate;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Where this member is on the network, so that the distance of two coordinates estimates the round
 * trip between their members. Dabek et al., "Vivaldi: A Decentralized Network Coordinate System",
 * 2004, with heights; adjustment terms after Lee et al., "On Suitability of Euclidean Embedding for
 * Host-Based Network Coordinate Systems", 2009; gravity after Ledlie et al., "Network Coordinates
 * in the Wild", 2007.
 *
 * <p>Every sum runs in the order of Serf's, so that the same samples give the same bits.
 */
final class Vivaldi {
  static final int DIMENSIONS = 8;
  static final double ERROR_MAX = 1.5;
  static final double HEIGHT_MIN = 10e-6;
  private static final double CE = 0.25;
  private static final double CC = 0.25;
  private static final double GRAVITY_RHO = 150.0;
  private static final double ZERO = 1e-6;

  private static final RawCoordinate ORIGIN =
      new RawCoordinate(new double[DIMENSIONS], ERROR_MAX, 0, HEIGHT_MIN);

  private final RandomGenerator random;
  private final AdjustmentWindow window = new AdjustmentWindow();
  private RawCoordinate own = ORIGIN;
  private int resets;

  Vivaldi(RandomGenerator random) {
    this.random = random;
  }

  RawCoordinate own() {
    return own;
  }

  /** How often the own coordinate got lost in numbers and had to start again. */
  int resets() {
    return resets;
  }

  static boolean isFinite(RawCoordinate coordinate) {
    return Arrays.stream(coordinate.vec()).allMatch(Double::isFinite)
        && Double.isFinite(coordinate.error())
        && Double.isFinite(coordinate.adjustment())
        && Double.isFinite(coordinate.height());
  }

  /**
   * Moves towards or away from {@code other}, so that the distance comes nearer to the round trip.
   *
   * @param seconds of the round trip, already filtered
   */
  void update(RawCoordinate other, double seconds) {
    own = attract(other, seconds);
    own = withAdjustment(window.add(seconds - rawDistance(own, other)));
    own = gravitate();
    if (!isFinite(own)) {
      own = ORIGIN;
      resets++;
    }
  }

  private RawCoordinate attract(RawCoordinate other, double seconds) {
    double distance = Nanos.toSeconds(distanceNanos(own, other));
    double rtt = Math.max(seconds, ZERO);
    double wrongness = Math.abs(distance - rtt) / rtt;
    double totalError = Math.max(own.error() + other.error(), ZERO);
    double weight = own.error() / totalError;
    double error = Math.min(CE * weight * wrongness + own.error() * (1.0 - CE * weight), ERROR_MAX);
    var judged = new RawCoordinate(own.vec(), error, own.adjustment(), own.height());
    return push(judged, CC * weight * (rtt - distance), other);
  }

  private RawCoordinate withAdjustment(double adjustment) {
    return new RawCoordinate(own.vec(), own.error(), adjustment, own.height());
  }

  /** Keeps the whole pool from drifting away from the origin. */
  private RawCoordinate gravitate() {
    double distance = Nanos.toSeconds(distanceNanos(ORIGIN, own));
    double ratio = distance / GRAVITY_RHO;
    return push(own, -1.0 * (ratio * ratio), ORIGIN);
  }

  /** {@code from}, pushed away from {@code other} by {@code force} seconds. */
  private RawCoordinate push(RawCoordinate from, double force, RawCoordinate other) {
    double[] direction = difference(from.vec(), other.vec());
    double magnitude = magnitude(direction);
    double height = from.height();
    if (magnitude > ZERO) {
      scale(direction, 1.0 / magnitude);
      height = (height + other.height()) * force / magnitude + height;
      height = Math.max(height, HEIGHT_MIN);
    } else {
      direction = randomDirection();
    }
    double[] vec = new double[from.vec().length];
    for (int i = 0; i < vec.length; i++) {
      vec[i] = from.vec()[i] + direction[i] * force;
    }
    return new RawCoordinate(vec, from.error(), from.adjustment(), height);
  }

  /** Two in the same place part in any direction. */
  private double[] randomDirection() {
    double[] direction = new double[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      direction[i] = random.nextDouble() - 0.5;
    }
    double magnitude = magnitude(direction);
    if (magnitude > ZERO) {
      scale(direction, 1.0 / magnitude);
      return direction;
    }
    double[] firstAxis = new double[DIMENSIONS];
    firstAxis[0] = 1.0;
    return firstAxis;
  }

  /** The estimated round trip between two coordinates, cut to whole nanoseconds. */
  static long distanceNanos(RawCoordinate a, RawCoordinate b) {
    double distance = rawDistance(a, b);
    double adjusted = distance + a.adjustment() + b.adjustment();
    return (long) ((adjusted > 0.0 ? adjusted : distance) * 1e9);
  }

  private static double rawDistance(RawCoordinate a, RawCoordinate b) {
    return magnitude(difference(a.vec(), b.vec())) + a.height() + b.height();
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  private static double magnitude(double[] vec) {
    double sum = 0;
    for (double component : vec) {
      sum += component * component;
    }
    return Math.sqrt(sum);
  }

  private static void scale(double[] vec, double factor) {
    for (int i = 0; i < vec.length; i++) {
      vec[i] *= factor;
    }
  }
}
