package io.kserf.swim.wire;

import java.util.ArrayList;
import java.util.List;

/** Several messages in one datagram, each of at most 65,535 bytes. */
public final class Compound {
  /**
   * The most messages in one compound that every Serf understands: memberlist before 0.2.4 computes
   * the size of the table of lengths in 8 bits.
   */
  public static final int MAX_PARTS = 127;

  /** What a compound costs beyond its parts. */
  public static final int OVERHEAD_BYTES = 2;

  /** What each part costs beyond its own bytes. */
  public static final int PART_OVERHEAD_BYTES = 2;

  private static final int MOST_PARTS_OF_THE_FORMAT = 255;

  private Compound() {}

  /**
   * One compound of all the messages, which have their type bytes.
   *
   * @throws IllegalArgumentException if there are more than 255 or one is too long
   */
  public static byte[] of(List<byte[]> messages) {
    int count = messages.size();
    if (count > MOST_PARTS_OF_THE_FORMAT) {
      throw new IllegalArgumentException("a compound cannot hold " + count + " messages");
    }
    int length = OVERHEAD_BYTES;
    for (byte[] message : messages) {
      length += PART_OVERHEAD_BYTES + message.length;
    }
    byte[] bytes = new byte[length];
    bytes[0] = MessageType.COMPOUND;
    bytes[1] = (byte) count;
    int table = OVERHEAD_BYTES;
    int body = OVERHEAD_BYTES + PART_OVERHEAD_BYTES * count;
    for (byte[] message : messages) {
      if (message.length >= 1 << 16) {
        throw new IllegalArgumentException(
            "a compound cannot hold a message of " + message.length + " bytes");
      }
      bytes[table++] = (byte) (message.length >>> 8);
      bytes[table++] = (byte) message.length;
      System.arraycopy(message, 0, bytes, body, message.length);
      body += message.length;
    }
    return bytes;
  }

  /**
   * The messages in as few packets as {@link #MAX_PARTS} allows, in order; a message that is alone
   * goes bare.
   */
  public static List<byte[]> split(List<byte[]> messages) {
    var packets = new ArrayList<byte[]>();
    for (int i = 0; i < messages.size(); i += MAX_PARTS) {
      var part = messages.subList(i, Math.min(i + MAX_PARTS, messages.size()));
      packets.add(part.size() == 1 ? part.getFirst() : of(part));
    }
    return packets;
  }

  /** Takes the parts of a compound where they stand. */
  interface Parts {
    void part(int from, int length);
  }

  /**
   * Requires that a compound has the lengths of all its parts.
   *
   * @throws MalformedMessage if not: then none of its parts can be told
   */
  static void requireLengths(byte[] bytes, int from, int length) {
    int count = length < OVERHEAD_BYTES ? 0 : bytes[from + 1] & 0xff;
    if (length < OVERHEAD_BYTES + PART_OVERHEAD_BYTES * count) {
      throw new MalformedMessage(
          "compound of %d bytes is too short for the lengths of its %d parts"
              .formatted(length, count));
    }
  }

  /**
   * Hands over the complete parts in order and returns how many parts are missing or cut short at
   * the end. The lengths of all parts must be there.
   */
  static int split(byte[] bytes, int from, int length, Parts parts) {
    int count = bytes[from + 1] & 0xff;
    int table = from + OVERHEAD_BYTES;
    int body = table + PART_OVERHEAD_BYTES * count;
    int end = from + length;
    for (int i = 0; i < count; i++, table += PART_OVERHEAD_BYTES) {
      int partLength = (bytes[table] & 0xff) << 8 | bytes[table + 1] & 0xff;
      if (partLength > end - body) {
        return count - i;
      }
      parts.part(body, partLength);
      body += partLength;
    }
    return 0;
  }
}
