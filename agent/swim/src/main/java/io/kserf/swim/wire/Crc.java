package io.kserf.swim.wire;

import java.util.zip.CRC32;

/** The layer of a checksum: IEEE CRC-32, big endian, over all bytes after it. Datagrams only. */
final class Crc {
  static final int HEADER_BYTES = 5;

  private Crc() {}

  static byte[] wrap(byte[] message) {
    int sum = checksum(message, 0, message.length);
    byte[] wrapped = new byte[HEADER_BYTES + message.length];
    wrapped[0] = MessageType.HAS_CRC;
    for (int i = 0; i < 4; i++) {
      wrapped[1 + i] = (byte) (sum >>> 24 - 8 * i);
    }
    System.arraycopy(message, 0, wrapped, HEADER_BYTES, message.length);
    return wrapped;
  }

  /** Whether the bytes begin with a checksum. */
  static boolean isPresent(byte[] bytes, int from, int length) {
    return length >= HEADER_BYTES && bytes[from] == MessageType.HAS_CRC;
  }

  /**
   * @throws MalformedMessage if what follows the header is not what was sent
   */
  static void verify(byte[] bytes, int from, int length) {
    int claimed = claimed(bytes, from);
    int actual = checksum(bytes, from + HEADER_BYTES, length - HEADER_BYTES);
    if (claimed != actual) {
      throw new MalformedMessage(
          "invalid checksum: the packet claims %08x, its bytes have %08x"
              .formatted(claimed, actual));
    }
  }

  /** The sum in the header. */
  static int claimed(byte[] bytes, int from) {
    int claimed = 0;
    for (int i = 1; i < HEADER_BYTES; i++) {
      claimed = claimed << 8 | bytes[from + i] & 0xff;
    }
    return claimed;
  }

  private static int checksum(byte[] bytes, int from, int length) {
    var crc = new CRC32();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
