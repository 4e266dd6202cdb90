package io.kserf.serf.notation;

import static io.kserf.serf.notation.Struct.hexText;

import io.kserf.swim.wire.Inflated;
import io.kserf.swim.wire.Layer;
import io.kserf.swim.wire.Message;
import io.kserf.swim.wire.PacketLayers;
import io.kserf.swim.wire.Sealing;
import io.kserf.swim.wire.StreamLayers;
import io.kserf.swim.wire.StreamSide;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Packets and streams, layer by layer. Keys are written out: they are the reader's own. */
public final class LayerNotation {
  private static final String TYPE = "type";
  private static final String TYPE_NAME = "type_name";

  private LayerNotation() {}

  /**
   * The layers of a packet: {@code label} and {@code encryption} where they are, and {@code
   * message}.
   *
   * @throws io.kserf.swim.wire.MalformedMessage if one of Serf's messages in it is not what its
   *     type says
   */
  public static Map<String, @Nullable Object> describe(PacketLayers packet) {
    var described = Struct.of();
    if (!packet.label().isEmpty()) {
      described.put("label", packet.label());
    }
    packet
        .sealing()
        .ifPresent(
            sealing -> {
              var encryption = Struct.of("version", sealing.version());
              sealing(encryption, sealing);
              described.put("encryption", encryption);
            });
    described.put("message", describe(packet.content()));
    return described;
  }

  private static Map<String, @Nullable Object> describe(Layer layer) {
    return switch (layer) {
      case Layer.Checksum(int sum, Layer inner) ->
          Struct.of(
              TYPE,
              layer.type(),
              TYPE_NAME,
              "hasCrc",
              "crc32",
              "%08x".formatted(sum),
              "crc_ok",
              true,
              "inner",
              describe(inner));
      case Layer.Compressed(Inflated inflated, Layer inner) -> {
        var described = Struct.of(TYPE, layer.type(), TYPE_NAME, "compress");
        inflated(described, inflated);
        described.put("inner", describe(inner));
        yield described;
      }
      case Layer.Parts(List<Integer> lengths, List<Layer> parts) ->
          Struct.of(
              TYPE,
              layer.type(),
              TYPE_NAME,
              "compound",
              "count",
              parts.size(),
              "lengths",
              lengths,
              "parts",
              parts.stream().map(LayerNotation::describe).toList());
      case Layer.Single(int type, Message message, int trailing) -> single(type, message, trailing);
    };
  }

  /**
   * The layers of a stream: {@code label}, {@code encryption} and {@code compression} where they
   * are, and the message beside them. Of recent events only the slots in use are listed.
   *
   * @throws io.kserf.swim.wire.MalformedMessage if one of Serf's messages in it is not what its
   *     type says
   */
  public static Map<String, @Nullable Object> describe(StreamLayers stream) {
    var described = Struct.of();
    if (stream.writer() == StreamSide.DIALLER) {
      described.put("label", stream.label());
    }
    stream
        .sealing()
        .ifPresent(
            sealing -> {
              var encryption =
                  Struct.of(
                      "version", sealing.version(),
                      "length", sealing.length(),
                      "aad_hex", hexText(sealing.associated()));
              sealing(encryption, sealing);
              described.put("encryption", encryption);
            });
    stream
        .inflated()
        .ifPresent(
            inflated -> {
              var compression = Struct.of();
              inflated(compression, inflated);
              described.put("compression", compression);
            });
    described.putAll(single(stream.type(), stream.message(), stream.trailingBytes()));
    if (stream.message() instanceof Message.User user) {
      described.remove("user");
      described.put("header", Struct.of("UserMsgLen", user.payload().length));
      described.put("user", SerfNotation.describe(user.payload()));
    }
    return described;
  }

  private static void sealing(Map<String, @Nullable Object> described, Sealing sealing) {
    described.put("key_b64", Base64.getEncoder().encodeToString(sealing.key()));
    described.put("nonce_hex", hexText(sealing.nonce()));
    described.put("plaintext_hex", hexText(sealing.plaintext()));
  }

  private static void inflated(Map<String, @Nullable Object> described, Inflated inflated) {
    described.put("algo", 0);
    described.put("buf_len", inflated.dataLength());
    described.put("plain_hex", hexText(inflated.plain()));
  }

  private static Map<String, @Nullable Object> single(int type, Message message, int trailing) {
    var described = Struct.of(TYPE, type, TYPE_NAME, name(message));
    described.putAll(MemberNotation.describe(message));
    if (trailing > 0) {
      described.put("trailing_bytes", trailing);
    }
    return described;
  }

  /** As memberlist calls its types. */
  private static String name(Message message) {
    return switch (message) {
      case Message.Ping m -> "ping";
      case Message.IndirectPing m -> "indirectPing";
      case Message.Ack m -> "ackResp";
      case Message.Nack m -> "nackResp";
      case Message.Suspect m -> "suspect";
      case Message.Alive m -> "alive";
      case Message.Dead m -> "dead";
      case Message.PushPull m -> "pushPull";
      case Message.User m -> "user";
      case Message.Error m -> "err";
    };
  }
}
