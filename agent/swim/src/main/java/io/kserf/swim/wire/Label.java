package io.kserf.swim.wire;

import java.util.Arrays;

/**
 * Memberlist's label: keeps pools apart that share a network. It stands before everything else, in
 * clear, and is part of what encryption authenticates. Serf's own agent uses none.
 */
final class Label {
  private static final int HEADER_BYTES = 2;
  private static final int MAX_BYTES = 255;

  private final String text;
  private final byte[] bytes;
  private final byte[] header;

  /**
   * @param text at most 255 bytes of UTF-8; empty for none
   */
  Label(String text) {
    this.text = text;
    this.bytes = GoString.encode(text);
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "label %s has %d bytes, more than %d".formatted(text, bytes.length, MAX_BYTES));
    }
    this.header = bytes.length == 0 ? bytes : header(bytes);
  }

  private static byte[] header(byte[] label) {
    byte[] header = new byte[HEADER_BYTES + label.length];
    header[0] = (byte) MessageType.HAS_LABEL;
    header[1] = (byte) label.length;
    System.arraycopy(label, 0, header, HEADER_BYTES, label.length);
    return header;
  }

  String text() {
    return text;
  }

  /** What encryption authenticates; empty without a label. Shared. */
  byte[] bytes() {
    return bytes;
  }

  /** What stands before a datagram and a dialled stream; empty without a label. Shared. */
  byte[] header() {
    return header;
  }

  /** The text of the label at the beginning of these bytes; empty if none, or a broken one. */
  static String at(byte[] data) {
    int length =
        data.length < HEADER_BYTES || (data[0] & 0xff) != MessageType.HAS_LABEL
            ? 0
            : data[1] & 0xff;
    return length > data.length - HEADER_BYTES ? "" : GoString.decode(data, HEADER_BYTES, length);
  }

  /**
   * The index after the header.
   *
   * @throws MalformedMessage if the bytes have another label than this one, or one but should not,
   *     or none but should
   */
  int strip(byte[] data, int from, int length) {
    int after = from;
    if (length > 0 && (data[from] & 0xff) == MessageType.HAS_LABEL) {
      int labelLength = length < HEADER_BYTES ? 0 : data[from + 1] & 0xff;
      after = from + HEADER_BYTES + labelLength;
      if (labelLength == 0 || after > from + length) {
        throw new MalformedMessage("the label header is empty or cut short");
      }
    }
    boolean same =
        after == from
            ? bytes.length == 0
            : Arrays.equals(data, from + HEADER_BYTES, after, bytes, 0, bytes.length);
    if (!same) {
      throw new MalformedMessage(
          after == from
              ? "there is no label, but this pool has the label \"" + text + "\""
              : "the label \"%s\" is not this pool's \"%s\""
                  .formatted(
                      GoString.decode(data, from + HEADER_BYTES, after - from - HEADER_BYTES),
                      text));
    }
    return after;
  }
}
