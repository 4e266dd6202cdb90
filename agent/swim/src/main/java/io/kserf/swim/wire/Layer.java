package io.kserf.swim.wire;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a datagram holds inside of label and encryption. */
public sealed interface Layer {
  /** The first byte. */
  int type();

  /** The bytes again, with other messages. */
  byte[] encode(UnaryOperator<Message> rewritten);

  /**
   * @param sum CRC-32 of the inner layer
   */
  record Checksum(int sum, Layer inner) implements Layer {
    @Override
    public int type() {
      return MessageType.HAS_CRC;
    }

    @Override
    public byte[] encode(UnaryOperator<Message> rewritten) {
      return Crc.wrap(inner.encode(rewritten));
    }
  }

  /** LZW around another layer. */
  record Compressed(Inflated inflated, Layer inner) implements Layer {
    @Override
    public int type() {
      return MessageType.COMPRESS;
    }

    @Override
    public byte[] encode(UnaryOperator<Message> rewritten) {
      return Compression.wrap(inner.encode(rewritten));
    }
  }

  /**
   * A compound.
   *
   * @param lengths of the parts, in bytes
   */
  record Parts(List<Integer> lengths, List<Layer> parts) implements Layer {
    @Override
    public int type() {
      return MessageType.COMPOUND;
    }

    @Override
    public byte[] encode(UnaryOperator<Message> rewritten) {
      return Compound.of(parts.stream().map(part -> part.encode(rewritten)).toList());
    }
  }

  /**
   * A message, and how many bytes follow it that do not belong to it: none, unless the sender is
   * broken or the bytes are no message at all.
   */
  record Single(int type, Message message, int trailingBytes) implements Layer {
    @Override
    public byte[] encode(UnaryOperator<Message> rewritten) {
      return MessageCodec.encode(rewritten.apply(message));
    }
  }

  /**
   * Takes apart what follows label and encryption, within the bounds of {@link PacketCodec}.
   *
   * @throws MalformedMessage if any part of it is of no use
   */
  static Layer open(byte[] bytes) {
    if (!Crc.isPresent(bytes, 0, bytes.length)) {
      return new LayerReader().open(bytes, 0);
    }
    Crc.verify(bytes, 0, bytes.length);
    byte[] inner = Arrays.copyOfRange(bytes, Crc.HEADER_BYTES, bytes.length);
    return new Checksum(Crc.claimed(bytes, 0), new LayerReader().open(inner, 0));
  }
}
