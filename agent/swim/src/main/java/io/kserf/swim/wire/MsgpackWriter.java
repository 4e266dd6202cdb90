package io.kserf.swim.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes msgpack as gossip speaks it: the legacy raw dialect, in which strings and byte arrays look
 * alike and neither {@code str8} nor a {@code bin} type exists (the oldest Serf drops a message
 * that has one where it expects a string).
 *
 * <p>A struct is a map of all its fields in ascending order of their names, and the caller keeps
 * that order:
 *
 * <pre>{@code
 * out.mapHeader(2).field("LTime").unsigned(time).field("Node").string(name);
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class MsgpackWriter {
  private final IntegerDialect dialect;
  private byte[] buffer;
  private int length;

  /** A writer of the unsigned dialect, for messages of ordinary size. */
  public MsgpackWriter() {
    this(IntegerDialect.UNSIGNED);
  }

  public MsgpackWriter(IntegerDialect dialect) {
    this(dialect, 128);
  }

  /**
   * @param capacity bytes to start with; grows as needed
   */
  public MsgpackWriter(IntegerDialect dialect, int capacity) {
    this.dialect = dialect;
    this.buffer = new byte[capacity];
  }

  /** The number of bytes written. */
  public int position() {
    return length;
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, length);
  }

  /** One byte outside of msgpack, such as the type of a message. */
  public MsgpackWriter rawByte(int value) {
    ensure(1);
    buffer[length++] = (byte) value;
    return this;
  }

  /** Bytes outside of msgpack, without a header. */
  public MsgpackWriter rawBytes(byte[] bytes) {
    ensure(bytes.length);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
    return this;
  }

  public MsgpackWriter nil() {
    return rawByte(0xc0);
  }

  public MsgpackWriter bool(boolean value) {
    return rawByte(value ? 0xc3 : 0xc2);
  }

  /** A value of 0 to 2^64-1: all 64 bits count. */
  public MsgpackWriter unsigned(long value) {
    if (value >>> 7 == 0) {
      return rawByte((int) value);
    }
    if (value >>> 8 == 0) {
      return number(0xcc, value, 1);
    }
    if (value >>> 16 == 0) {
      return number(0xcd, value, 2);
    }
    return value >>> 32 == 0 ? number(0xce, value, 4) : number(0xcf, value, 8);
  }

  public MsgpackWriter signed(long value) {
    if (value >= 0 && dialect == IntegerDialect.UNSIGNED) {
      return unsigned(value);
    }
    if (value >= -32 && value <= 127) {
      return rawByte((int) value);
    }
    // The newer library leaves int8 to negative values: 128 and up do not fit, 0..127 went above.
    if (value == (byte) value) {
      return number(0xd0, value, 1);
    }
    if (value == (short) value) {
      return number(0xd1, value, 2);
    }
    return value == (int) value ? number(0xd2, value, 4) : number(0xd3, value, 8);
  }

  public MsgpackWriter float64(double value) {
    return number(0xcb, Double.doubleToRawLongBits(value), 8);
  }

  /** The name of a struct's field: a short ASCII text. */
  public MsgpackWriter field(String name) {
    return string(name);
  }

  public MsgpackWriter string(String value) {
    int chars = value.length();
    int start = length;
    rawHeader(chars);
    ensure(chars);
    for (int i = 0; i < chars; i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        length = start;
        return bytes(GoString.encode(value));
      }
      buffer[length++] = (byte) c;
    }
    return this;
  }

  /** A byte array; {@code null} is nil, which Go tells from an empty one. */
  public MsgpackWriter bytes(byte @Nullable [] value) {
    return value == null ? nil() : rawHeader(value.length).rawBytes(value);
  }

  public MsgpackWriter arrayHeader(int count) {
    if (count < 16) {
      return rawByte(0x90 | count);
    }
    return count < 1 << 16 ? number(0xdc, count, 2) : number(0xdd, count, 4);
  }

  /**
   * @param count pairs that follow
   */
  public MsgpackWriter mapHeader(int count) {
    if (count < 16) {
      return rawByte(0x80 | count);
    }
    return count < 1 << 16 ? number(0xde, count, 2) : number(0xdf, count, 4);
  }

  private MsgpackWriter rawHeader(int count) {
    if (count < 32) {
      return rawByte(0xa0 | count);
    }
    return count < 1 << 16 ? number(0xda, count, 2) : number(0xdb, count, 4);
  }

  private MsgpackWriter number(int type, long value, int bytes) {
    ensure(1 + bytes);
    buffer[length++] = (byte) type;
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      buffer[length++] = (byte) (value >>> shift);
    }
    return this;
  }

  private void ensure(int more) {
    if (buffer.length - length < more) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more));
    }
  }
}
