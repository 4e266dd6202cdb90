package io.kserf.serf.notation;

import io.kserf.serf.wire.SerfMessage;
import io.kserf.swim.wire.IntegerDialect;
import io.kserf.swim.wire.Message;
import io.kserf.swim.wire.PacketLayers;
import io.kserf.swim.wire.StreamLayers;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Packets and streams, written anew from what was read: every layer with the key, the nonce and the
 * choice of compression that it had, down to Serf's messages. Tags, coordinates and payloads go on
 * as bytes. What Serf's library has no reason to vary comes out as it came in; anything else in the
 * original (fields in another order, unknown ones, bytes at the end) does not.
 */
public final class Reencoding {
  private Reencoding() {}

  /**
   * @throws io.kserf.swim.wire.MalformedMessage if one of Serf's messages in it is not what its
   *     type says
   */
  public static byte[] of(PacketLayers packet, byte[] original) {
    return closest(original, dialect -> packet.seal(message -> withSerfMessage(message, dialect)));
  }

  /** Likewise. */
  public static byte[] of(StreamLayers stream, byte[] original) {
    return closest(
        original, dialect -> stream.seal(withSerfMessage(stream.message(), dialect), dialect));
  }

  /** In the dialect of Serf's that gives the original, or else in the one that Kserf writes. */
  private static byte[] closest(byte[] original, Function<IntegerDialect, byte[]> encoding) {
    byte[] ours = encoding.apply(IntegerDialect.UNSIGNED);
    if (Arrays.equals(ours, original)) {
      return ours;
    }
    byte[] newer = encoding.apply(IntegerDialect.SIGNED);
    return Arrays.equals(newer, original) ? newer : ours;
  }

  private static Message withSerfMessage(Message message, IntegerDialect dialect) {
    return switch (message) {
      case Message.User(byte[] payload) -> new Message.User(anew(payload, dialect));
      case Message.PushPull(var join, var nodes, var state) ->
          new Message.PushPull(join, nodes, anew(state, dialect));
      default -> message;
    };
  }

  private static byte[] anew(byte[] payload, IntegerDialect dialect) {
    return SerfMessage.isKnownType(payload) ? SerfMessage.decode(payload).encode(dialect) : payload;
  }
}
