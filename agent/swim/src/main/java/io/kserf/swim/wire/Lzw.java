package io.kserf.swim.wire;

import java.util.Arrays;

/**
 * LZW as Go's {@code compress/lzw} has it with literals of 8 bits, least significant bit first: the
 * codes of GIF. Codes are 9 bits wide at first and 12 at most; 256 clears the table, 257 ends the
 * data. Tables are sized by the input, so that a short message costs little.
 */
final class Lzw {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int FIRST_FREE = 258;
  private static final int FIRST_WIDTH = 9;
  private static final int LAST_WIDTH = 12;
  private static final int LAST_CODE = (1 << LAST_WIDTH) - 1;

  private Lzw() {}

  static byte[] compress(byte[] bytes) {
    return new Compressor(bytes).run();
  }

  /**
   * @param limit the most bytes that may come out
   * @throws MalformedMessage if the data is broken, has no end code, or inflates beyond the limit
   */
  static byte[] decompress(byte[] bytes, int from, int length, int limit) {
    return new Decompressor().run(bytes, from, length, limit);
  }

  /** The table maps (code of a string, next byte) to the code of the longer string. */
  private static final class Compressor {
    private final byte[] in;
    private final int mask;
    // Open addressing; an entry holds its 20-bit key and its 12-bit code; 0 is no entry, as every
    // stored code is at least 258.
    private final int[] table;
    private byte[] out;
    private int size;
    private long bits;
    private int bitCount;
    private int width = FIRST_WIDTH;
    private int highest = END;

    Compressor(byte[] in) {
      this.in = in;
      int entries = Math.min(in.length, LAST_CODE - END);
      this.table = new int[Integer.highestOneBit(Math.max(entries, 8)) << 2];
      this.mask = table.length - 1;
      this.out = new byte[in.length + 16];
    }

    byte[] run() {
      write(CLEAR);
      if (in.length > 0) {
        write(last());
        raiseHighest();
      }
      write(END);
      if (bitCount > 0) {
        append((byte) bits);
      }
      return Arrays.copyOf(out, size);
    }

    /** Writes the code of each longest known string but the last one, which it returns. */
    private int last() {
      int code = in[0] & 0xff;
      for (int i = 1; i < in.length; i++) {
        int next = in[i] & 0xff;
        int key = code << 8 | next;
        int slot = slot(key);
        if (table[slot] != 0) {
          code = table[slot] & LAST_CODE;
          continue;
        }
        write(code);
        code = next;
        if (raiseHighest()) {
          table[slot] = key << LAST_WIDTH | highest;
        }
      }
      return code;
    }

    private int slot(int key) {
      int slot = (key ^ key >>> LAST_WIDTH) & mask;
      while (table[slot] != 0 && table[slot] >>> LAST_WIDTH != key) {
        slot = slot + 1 & mask;
      }
      return slot;
    }

    /** Takes the next number for a new string; false when there was none left and all are free. */
    private boolean raiseHighest() {
      highest++;
      if (highest == 1 << width) {
        width++;
      }
      if (highest < LAST_CODE) {
        return true;
      }
      write(CLEAR);
      width = FIRST_WIDTH;
      highest = END;
      Arrays.fill(table, 0);
      return false;
    }

    private void write(int code) {
      bits |= (long) code << bitCount;
      bitCount += width;
      while (bitCount >= 8) {
        append((byte) bits);
        bits >>>= 8;
        bitCount -= 8;
      }
    }

    private void append(byte b) {
      if (size == out.length) {
        out = Arrays.copyOf(out, 2 * size);
      }
      out[size++] = b;
    }
  }

  /**
   * Needs no table of strings: the string of a code is the output of one earlier code and the byte
   * after it, so that it is enough to know where each code's output begins.
   *
   * <p>Takes one input after the other, and keeps its tables in between unless they are large: most
   * packets are compressed, and would leave more bytes of tables behind than they hold themselves.
   * Not thread-safe.
   */
  static final class Decompressor {
    private static final int KEPT_BYTES = 8192;
    private static final byte[] NOTHING = {};

    private byte[] in = NOTHING;
    private int end;
    private int limit;
    private int position;
    private int bits;
    private int bitCount;
    // Where the output of each data code since the last clear begins, as far as these define codes.
    private int[] begins = {};
    private int codes;
    private byte[] out = NOTHING;
    private int size;

    /** As {@link Lzw#decompress}. */
    byte[] run(byte[] bytes, int from, int length, int mostBytes) {
      begin(bytes, from, length, mostBytes);
      try {
        return inflate();
      } finally {
        forget();
      }
    }

    private void begin(byte[] bytes, int from, int length, int mostBytes) {
      in = bytes;
      position = from;
      end = from + length;
      limit = mostBytes;
      bits = 0;
      bitCount = 0;
      codes = 0;
      size = 0;
      int mostCodes = (int) Math.min(length * 8L / FIRST_WIDTH, LAST_CODE - END);
      if (begins.length <= mostCodes) {
        begins = new int[mostCodes + 1];
      }
      int expected = (int) Math.min(Math.max(4L * length, 64), mostBytes);
      if (out.length < expected) {
        out = new byte[expected];
      }
    }

    private void forget() {
      in = NOTHING;
      if (begins.length > KEPT_BYTES / Integer.BYTES) {
        begins = new int[0];
      }
      if (out.length > KEPT_BYTES) {
        out = NOTHING;
      }
    }

    private byte[] inflate() {
      int width = FIRST_WIDTH;
      while (true) {
        int code = read(width);
        if (code == END) {
          return Arrays.copyOf(out, size);
        }
        if (code == CLEAR) {
          width = FIRST_WIDTH;
          codes = 0;
          continue;
        }
        emit(code);
        if (END + codes == 1 << width && width < LAST_WIDTH) {
          width++;
        }
      }
    }

    private int read(int width) {
      while (bitCount < width) {
        if (position == end) {
          throw new MalformedMessage("compressed data ends without an end code");
        }
        bits |= (in[position++] & 0xff) << bitCount;
        bitCount += 8;
      }
      int code = bits & (1 << width) - 1;
      bits >>>= width;
      bitCount -= width;
      return code;
    }

    private void emit(int code) {
      // Beyond the last number the data may go on without new codes.
      boolean full = END + codes > LAST_CODE;
      if (!full) {
        begins[codes] = size;
      }
      if (code < CLEAR) {
        reserve(1);
        out[size++] = (byte) code;
      } else {
        // The one code that is just being defined (KwKwK) is legal, too: begins has its two ends.
        int index = code - FIRST_FREE;
        if (index >= codes) {
          throw new MalformedMessage("compressed data has the undefined code " + code);
        }
        repeat(begins[index], begins[index + 1] + 1);
      }
      if (!full) {
        codes++;
      }
    }

    private void repeat(int from, int to) {
      reserve(to - from);
      // Byte by byte and forwards: the last byte may be the first one that is written here.
      for (int i = from; i < to; i++) {
        out[size++] = out[i];
      }
    }

    private void reserve(int more) {
      if (more > limit - size) {
        throw new MalformedMessage("compressed data inflates to more than " + limit + " bytes");
      }
      if (more > out.length - size) {
        long doubled = Math.max(2L * out.length, (long) size + more);
        out = Arrays.copyOf(out, (int) Math.min(doubled, limit));
      }
    }
  }
}
