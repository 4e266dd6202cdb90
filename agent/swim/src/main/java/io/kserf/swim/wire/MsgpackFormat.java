package io.kserf.swim.wire;

/**
 * The anatomy of a msgpack value, for passing over values of any type: a header (the type byte and
 * its length field), a payload, and, for arrays and maps, other values after that.
 */
final class MsgpackFormat {
  /** The only type byte that no value has. */
  static final int UNUSED = 0xc1;

  private MsgpackFormat() {}

  /** The type byte and the length field, if the type has one. */
  static int headerLength(int type) {
    return switch (type) {
      case 0xc4, 0xc7, 0xd9 -> 2;
      case 0xc5, 0xc8, 0xda, 0xdc, 0xde -> 3;
      case 0xc6, 0xc9, 0xdb, 0xdd, 0xdf -> 5;
      default -> 1;
    };
  }

  /** Bytes between the header at {@code at}, which must be whole, and the next value. */
  static long payloadLength(byte[] bytes, int at) {
    int type = bytes[at] & 0xff;
    return switch (type) {
      case 0xc4, 0xc5, 0xc6, 0xd9, 0xda, 0xdb -> lengthField(bytes, at, type);
      // Extensions have their own type byte, beyond their length.
      case 0xc7, 0xc8, 0xc9 -> lengthField(bytes, at, type) + 1;
      case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> 1 + (1 << type - 0xd4);
      case 0xcc, 0xcd, 0xce, 0xcf -> 1 << type - 0xcc;
      case 0xd0, 0xd1, 0xd2, 0xd3 -> 1 << type - 0xd0;
      case 0xca -> 4;
      case 0xcb -> 8;
      default -> type >>> 5 == 5 ? type & 0x1f : 0;
    };
  }

  /** How many values belong to the array or map at {@code at}, whose header must be whole; or 0. */
  static long elements(byte[] bytes, int at) {
    int type = bytes[at] & 0xff;
    return switch (type) {
      case 0xdc, 0xdd -> lengthField(bytes, at, type);
      case 0xde, 0xdf -> 2 * lengthField(bytes, at, type);
      default -> type >>> 4 == 9 ? type & 0x0f : type >>> 4 == 8 ? 2 * (type & 0x0f) : 0;
    };
  }

  private static long lengthField(byte[] bytes, int at, int type) {
    long value = 0;
    for (int i = at + 1; i < at + headerLength(type); i++) {
      value = value << 8 | bytes[i] & 0xff;
    }
    return value;
  }
}
