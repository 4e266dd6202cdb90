package io.kserf.serf.wire;

import io.kserf.swim.wire.Fields;
import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.MsgpackReader;
import io.kserf.swim.wire.MsgpackWriter;
import java.util.Arrays;

/**
 * A network coordinate as primitives, and the payload of an ack that carries it. Seconds, except
 * {@code error}, which has no unit.
 *
 * @param vec shared, not to be changed
 */
public record RawCoordinate(double[] vec, double error, double adjustment, double height) {
  private static final int PING_VERSION = 1;
  private static final Fields FIELDS = Fields.of("Vec", "Error", "Adjustment", "Height");

  /**
   * Reads the payload of an ack, which is not empty.
   *
   * @throws MalformedMessage if it has another version or is no coordinate
   */
  public static RawCoordinate fromAckPayload(byte[] payload) {
    var in = new MsgpackReader(payload);
    int version = in.rawByte();
    if (version != PING_VERSION) {
      throw new MalformedMessage("unsupported ping version: " + version);
    }
    double[] vec = new double[0];
    double error = 0;
    double adjustment = 0;
    double height = 0;
    for (var struct = in.struct(FIELDS); struct.next(); ) {
      switch (struct.field()) {
        case "Vec" -> vec = readVec(in);
        case "Error" -> error = in.float64();
        case "Adjustment" -> adjustment = in.float64();
        case "Height" -> height = in.float64();
        default -> in.skip();
      }
    }
    return new RawCoordinate(vec, error, adjustment, height);
  }

  private static double[] readVec(MsgpackReader in) {
    double[] vec = new double[Math.max(in.arrayHeader(), 0)];
    for (int i = 0; i < vec.length; i++) {
      vec[i] = in.float64();
    }
    return vec;
  }

  public byte[] toAckPayload() {
    var out = new MsgpackWriter();
    out.rawByte(PING_VERSION).mapHeader(4);
    out.field("Adjustment").float64(adjustment);
    out.field("Error").float64(error);
    out.field("Height").float64(height);
    out.field("Vec").arrayHeader(vec.length);
    for (double component : vec) {
      out.float64(component);
    }
    return out.toByteArray();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof RawCoordinate other
        && Arrays.equals(vec, other.vec)
        && Double.compare(error, other.error) == 0
        && Double.compare(adjustment, other.adjustment) == 0
        && Double.compare(height, other.height) == 0;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(new Object[] {Arrays.hashCode(vec), error, adjustment, height});
  }

  @Override
  public String toString() {
    return "RawCoordinate[vec=%s, error=%s, adjustment=%s, height=%s]"
        .formatted(Arrays.toString(vec), error, adjustment, height);
  }
}
