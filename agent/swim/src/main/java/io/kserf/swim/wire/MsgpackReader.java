package io.kserf.swim.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads msgpack from the network with the tolerance of every Serf at once: all integer types where
 * the value fits, all raw, string and binary types for strings and byte arrays, nil as the zero
 * value of anything. Each length is held against the bytes that are left before anything is
 * allocated or looped over. No method throws anything but {@link MalformedMessage} on bad bytes.
 *
 * <p>Structs are read by {@link #struct}. Not thread-safe.
 */
public final class MsgpackReader {
  private static final int NIL = 0xc0;

  private final byte[] bytes;
  private final int end;
  private int position;

  public MsgpackReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /** Reads from {@code bytes}, which is not copied and must not change meanwhile. */
  public MsgpackReader(byte[] bytes, int from, int length) {
    this.bytes = bytes;
    this.position = from;
    this.end = from + length;
  }

  /** The index of the next byte in the array. */
  public int position() {
    return position;
  }

  /** Bytes not yet read. */
  public int remaining() {
    return end - position;
  }

  /** One byte outside of msgpack, such as the type of a message. */
  public int rawByte() {
    require(1, "a byte");
    return bytes[position++] & 0xff;
  }

  /** A copy of the next {@code count} bytes, outside of msgpack. */
  public byte[] rawBytes(int count) {
    int from = advance(count);
    return Arrays.copyOfRange(bytes, from, from + count);
  }

  /** Passes over {@code count} bytes and returns the index of the first. */
  public int advance(int count) {
    require(count, "raw bytes");
    int from = position;
    position += count;
    return from;
  }

  /** Whether the next value is nil, which is consumed then. */
  public boolean nil() {
    if (position < end && (bytes[position] & 0xff) == NIL) {
      position++;
      return true;
    }
    return false;
  }

  public boolean bool() {
    int type = type("a boolean");
    return switch (type) {
      case NIL, 0xc2, 0x00 -> false;
      case 0xc3, 0x01 -> true;
      default -> throw unexpected(type, "a boolean");
    };
  }

  public int uint8() {
    return (int) unsigned(8);
  }

  public int uint16() {
    return (int) unsigned(16);
  }

  public long uint32() {
    return unsigned(32);
  }

  /**
   * All 64 bits: from 2^63 on the result is negative, so compare with {@link Long#compareUnsigned}.
   */
  public long uint64() {
    return unsigned(64);
  }

  private long unsigned(int bits) {
    int at = position;
    int type = type("an integer");
    long value = integer(type);
    boolean negative = value < 0 && type != 0xcf;
    if (negative || bits < 64 && value >>> bits != 0) {
      throw new MalformedMessage(
          "%s at byte %d does not fit an unsigned field of %d bits"
              .formatted(
                  type == 0xcf ? Long.toUnsignedString(value) : Long.toString(value), at, bits));
    }
    return value;
  }

  public int int32() {
    int at = position;
    long value = int64();
    if (value != (int) value) {
      throw new MalformedMessage(value + " at byte " + at + " does not fit 32 bits");
    }
    return (int) value;
  }

  public long int64() {
    int at = position;
    int type = type("an integer");
    long value = integer(type);
    if (value < 0 && type == 0xcf) {
      throw new MalformedMessage(
          Long.toUnsignedString(value) + " at byte " + at + " does not fit 63 bits and a sign");
    }
    return value;
  }

  public double float64() {
    int type = type("a number");
    return switch (type) {
      case 0xca -> Float.intBitsToFloat((int) bigEndian(4));
      case 0xcb -> Double.longBitsToDouble(bigEndian(8));
      case 0xcf -> unsignedToDouble(bigEndian(8));
      default -> integer(type);
    };
  }

  private static double unsignedToDouble(long value) {
    // Halving keeps the lost bit, so that the sum rounds once and correctly.
    return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
  }

  /** A text of any length; nil is the empty one. */
  public String string() {
    if (isArray()) {
      byte[] text = bytesOfArray();
      return GoString.decode(text, 0, text.length);
    }
    int length = bytesHeader();
    return length <= 0 ? "" : GoString.decode(bytes, advance(length), length);
  }

  /** A byte array as an array of its own; nil is {@code null}. */
  public byte @Nullable [] bytes() {
    if (isArray()) {
      return bytesOfArray();
    }
    int length = bytesHeader();
    return length < 0 ? null : rawBytes(length);
  }

  /**
   * Reads the header of a string or byte array and leaves its bytes to be read. Returns their
   * number, all of which are there, or -1 for nil.
   */
  public int bytesHeader() {
    int at = position;
    int type = type("a string or byte array");
    if (type == NIL) {
      return -1;
    }
    long length =
        switch (type) {
          case 0xc4, 0xd9 -> bigEndian(1);
          case 0xc5, 0xda -> bigEndian(2);
          case 0xc6, 0xdb -> bigEndian(4);
          default -> {
            if (type >>> 5 != 5) {
              throw unexpected(type, "a string or byte array");
            }
            yield type & 0x1f;
          }
        };
    return bounded(length, 1, "string or byte array", at);
  }

  /** The number of elements that follow, of which each has at least one byte; nil is -1. */
  public int arrayHeader() {
    return arrayHeader(1);
  }

  /**
   * The number of elements that follow; nil is -1.
   *
   * @param minElementBytes what the shortest possible element takes: a claim of more elements than
   *     fit is refused here, before anything is allocated for them
   */
  public int arrayHeader(int minElementBytes) {
    int at = position;
    int type = type("an array");
    if (type == NIL) {
      return -1;
    }
    if (!isArray(type)) {
      throw unexpected(type, "an array");
    }
    return bounded(arrayLength(type), minElementBytes, "array", at);
  }

  /** The number of pairs that follow, of which each has at least two bytes; nil is -1. */
  public int mapHeader() {
    int at = position;
    int type = type("a map");
    if (type == NIL) {
      return -1;
    }
    if (!isMap(type)) {
      throw unexpected(type, "a map");
    }
    return bounded(mapLength(type), 2, "map", at);
  }

  /** Begins to read a struct with these fields. */
  public StructReader struct(Fields fields) {
    int at = position;
    int type = type("a struct");
    if (isMap(type)) {
      return new StructReader(this, fields, false, bounded(mapLength(type), 2, "map", at));
    }
    if (isArray(type)) {
      return new StructReader(this, fields, true, bounded(arrayLength(type), 1, "array", at));
    }
    if (type == NIL) {
      return new StructReader(this, fields, false, 0);
    }
    throw unexpected(type, "a struct");
  }

  /** Reads a map's key; null when it is not one of the fields, whatever type it has. */
  @Nullable String fieldName(Fields fields) {
    int type = peek();
    boolean text = type >>> 5 == 5 || type >= 0xc4 && type <= 0xc6 || type >= 0xd9 && type <= 0xdb;
    if (!text) {
      skip();
      return null;
    }
    int length = bytesHeader();
    return fields.find(bytes, advance(length), length);
  }

  /**
   * Passes over one value of any type. Counts what is still to come instead of descending into it,
   * so that no nesting, however deep, costs any stack.
   */
  public void skip() {
    long pending = 1;
    while (pending > 0) {
      pending += skipOne() - 1;
    }
  }

  /** Passes over a value up to its elements; returns how many values these are. */
  private long skipOne() {
    int at = position;
    int type = type("a value");
    if (type == MsgpackFormat.UNUSED) {
      throw unexpected(type, "a value");
    }
    advance(MsgpackFormat.headerLength(type) - 1);
    advance(bounded(MsgpackFormat.payloadLength(bytes, at), 1, "value", at));
    long elements = MsgpackFormat.elements(bytes, at);
    bounded(elements, 1, "array or map", at);
    return elements;
  }

  private boolean isArray() {
    return isArray(peek());
  }

  private static boolean isArray(int type) {
    return type >>> 4 == 9 || type == 0xdc || type == 0xdd;
  }

  private static boolean isMap(int type) {
    return type >>> 4 == 8 || type == 0xde || type == 0xdf;
  }

  private long arrayLength(int type) {
    return type >>> 4 == 9 ? type & 0x0f : bigEndian(type == 0xdc ? 2 : 4);
  }

  private long mapLength(int type) {
    return type >>> 4 == 8 ? type & 0x0f : bigEndian(type == 0xde ? 2 : 4);
  }

  private byte[] bytesOfArray() {
    byte[] values = new byte[arrayHeader()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) uint8();
    }
    return values;
  }

  /** The value of an integer; one of type {@code cf} beyond 2^63 comes out negative. */
  private long integer(int type) {
    if (type < 0x80) {
      return type;
    }
    return switch (type) {
      case NIL -> 0;
      case 0xcc -> bigEndian(1);
      case 0xcd -> bigEndian(2);
      case 0xce -> bigEndian(4);
      case 0xcf, 0xd3 -> bigEndian(8);
      case 0xd0 -> (byte) bigEndian(1);
      case 0xd1 -> (short) bigEndian(2);
      case 0xd2 -> (int) bigEndian(4);
      default -> {
        if (type < 0xe0) {
          throw unexpected(type, "an integer");
        }
        yield (byte) type;
      }
    };
  }

  private long bigEndian(int count) {
    require(count, "a number");
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 8 | bytes[position++] & 0xff;
    }
    return value;
  }

  private int type(String expected) {
    require(1, expected);
    return bytes[position++] & 0xff;
  }

  private int peek() {
    require(1, "a value");
    return bytes[position] & 0xff;
  }

  private int bounded(long count, int unit, String what, int at) {
    if (count > remaining() / unit) {
      throw new MalformedMessage(
          "%s at byte %d claims a length of %d, but only %d bytes follow"
              .formatted(what, at, count, remaining()));
    }
    return (int) count;
  }

  private void require(int count, String what) {
    if (count < 0 || count > remaining()) {
      throw new MalformedMessage(
          "%s of %d bytes expected at byte %d, but only %d bytes are left"
              .formatted(what, count, position, remaining()));
    }
  }

  private MalformedMessage unexpected(int type, String expected) {
    return new MalformedMessage(
        "%s expected at byte %d, but found type %02x".formatted(expected, position - 1, type));
  }
}
