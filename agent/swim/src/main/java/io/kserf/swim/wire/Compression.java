package io.kserf.swim.wire;

/** The layer of a compressed message: a struct that names the algorithm and holds the LZW data. */
final class Compression {
  private static final Fields COMPRESS = Fields.of("Algo", "Buf");
  private static final int LZW = 0;

  private Compression() {}

  /** Wraps a message, even if it grows by that: what streams want. */
  static byte[] wrap(byte[] message) {
    byte[] data = Lzw.compress(message);
    return new MsgpackWriter(IntegerDialect.UNSIGNED, data.length + 24)
        .rawByte(MessageType.COMPRESS)
        .mapHeader(2)
        .field("Algo")
        .unsigned(LZW)
        .field("Buf")
        .bytes(data)
        .toByteArray();
  }

  /** Wraps a message only if that makes it strictly shorter: what datagrams want. */
  static byte[] wrapIfShorter(byte[] message) {
    byte[] wrapped = wrap(message);
    return wrapped.length < message.length ? wrapped : message;
  }

  /** As the other one, for what comes seldom. */
  static Inflated unwrap(byte[] bytes, int from, int length, int limit) {
    return unwrap(bytes, from, length, limit, new Lzw.Decompressor());
  }

  /**
   * The message inside of the wrapped one, both with their type bytes.
   *
   * @param limit the most bytes that may come out
   */
  static Inflated unwrap(byte[] bytes, int from, int length, int limit, Lzw.Decompressor lzw) {
    var in = new MsgpackReader(bytes, from + 1, length - 1);
    int algorithm = LZW;
    int dataFrom = from;
    int dataLength = 0;
    for (var struct = in.struct(COMPRESS); struct.next(); ) {
      if (struct.field().equals("Algo")) {
        algorithm = in.uint8();
      } else {
        dataLength = Math.max(in.bytesHeader(), 0);
        dataFrom = in.advance(dataLength);
      }
    }
    if (algorithm != LZW) {
      throw new MalformedMessage("cannot decompress unknown algorithm " + algorithm);
    }
    return new Inflated(dataLength, lzw.run(bytes, dataFrom, dataLength, limit));
  }
}
