package io.kserf.daemon.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Lines of bytes in hexadecimal, with blanks and colons anywhere. Keeps one line's bytes at a time,
 * and never more of a line than is allowed.
 */
final class HexLines {
  private static final int END = -1;

  private final InputStream in;
  private final int limit;
  private final String tooLong;
  private int number;
  private int column;

  /**
   * @param limit the most bytes that a line may stand for
   * @param tooLong what to say of a line that has more
   */
  HexLines(InputStream in, int limit, String tooLong) {
    this.in = new BufferedInputStream(in);
    this.limit = limit;
    this.tooLong = tooLong;
  }

  /** The number of the line that was read last, from 1 on; blank ones count. */
  int number() {
    return number;
  }

  /**
   * Reads on to the next line that is not blank; empty at the end of the input.
   *
   * @throws BadLine if it is not hexadecimal, or too long; the next one may be read nevertheless
   * @throws Failure if the input cannot be read
   */
  byte[] next() {
    try {
      byte[] bytes;
      int first;
      do {
        first = in.read();
        number++;
        column = 1;
        bytes = first == END ? new byte[0] : line(first);
      } while (bytes.length == 0 && first != END);
      return bytes;
    } catch (IOException e) {
      throw new Failure("Error reading standard input: " + e.getMessage());
    }
  }

  private byte[] line(int first) throws IOException {
    var bytes = new ByteArrayOutputStream();
    int high = -1;
    for (int c = first; !isEnd(c); c = in.read(), column++) {
      if (c == ' ' || c == ':' || c == '\t' || c == '\r') {
        continue;
      }
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw refuse("column " + column + " is no hexadecimal digit");
      }
      if (high < 0) {
        high = digit;
      } else if (bytes.size() == limit) {
        throw refuse(tooLong);
      } else {
        bytes.write(high << 4 | digit);
        high = -1;
      }
    }
    if (high >= 0) {
      throw new BadLine(
          "an odd number of hexadecimal digits, %d (is the last one missing?)"
              .formatted(2 * bytes.size() + 1));
    }
    return bytes.toByteArray();
  }

  private static boolean isEnd(int c) {
    return c == END || c == '\n';
  }

  /** Passes over the rest of the line. */
  private BadLine refuse(String why) throws IOException {
    int c;
    do {
      c = in.read();
    } while (!isEnd(c));
    return new BadLine(why);
  }
}
