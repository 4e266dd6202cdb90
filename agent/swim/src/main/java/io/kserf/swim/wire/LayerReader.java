package io.kserf.swim.wire;

import java.util.ArrayList;
import java.util.Arrays;

/** Reads the inner layers of one datagram, and knows how much they may still grow. */
final class LayerReader {
  private int inflatable = PacketCodec.MAX_INFLATED_BYTES;

  Layer open(byte[] bytes, int depth) {
    int type = bytes.length == 0 ? -1 : bytes[0] & 0xff;
    boolean layer = type == MessageType.COMPRESS || type == MessageType.COMPOUND;
    if (layer && depth == PacketCodec.MAX_NESTING) {
      throw new MalformedMessage("layers are nested deeper than " + PacketCodec.MAX_NESTING);
    }
    return switch (type) {
      case MessageType.COMPRESS -> openCompressed(bytes, depth);
      case MessageType.COMPOUND -> openParts(bytes, depth);
      default -> openSingle(bytes);
    };
  }

  private Layer openCompressed(byte[] bytes, int depth) {
    Inflated inflated = Compression.unwrap(bytes, 0, bytes.length, inflatable);
    inflatable -= inflated.plain().length;
    return new Layer.Compressed(inflated, open(inflated.plain(), depth + 1));
  }

  private Layer openParts(byte[] bytes, int depth) {
    Compound.requireLengths(bytes, 0, bytes.length);
    var lengths = new ArrayList<Integer>();
    var parts = new ArrayList<Layer>();
    int truncated =
        Compound.split(
            bytes,
            0,
            bytes.length,
            (from, length) -> {
              lengths.add(length);
              parts.add(open(Arrays.copyOfRange(bytes, from, from + length), depth + 1));
            });
    if (truncated > 0) {
      throw new MalformedMessage("compound message has " + truncated + " truncated messages");
    }
    return new Layer.Parts(lengths, parts);
  }

  private static Layer openSingle(byte[] bytes) {
    Message message = MessageCodec.decode(bytes);
    int trailing = 0;
    if (!(message instanceof Message.User)) {
      var in = new MsgpackReader(bytes, 1, bytes.length - 1);
      in.skip();
      trailing = in.remaining();
    }
    return new Layer.Single(bytes[0], message, trailing);
  }
}
