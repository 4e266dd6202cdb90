package io.kserf.swim.wire;

import io.kserf.swim.Keyring;
import java.util.random.RandomGenerator;

/**
 * Everything around the messages of a datagram, from the outside to the inside: label, encryption,
 * checksum, and in any nesting compression and compounds. Belongs to one instance's thread.
 */
public final class PacketCodec {
  /** No sender nests deeper than a compound in a compression. */
  static final int MAX_NESTING = 16;

  /**
   * What all compressed parts of one datagram together may inflate to: four times what UDP holds.
   */
  static final int MAX_INFLATED_BYTES = 4 * 65_536;

  private final Label label;
  private final boolean compression;
  private final Keyring keyring;
  private final Encryption encryption;
  private final Lzw.Decompressor lzw = new Lzw.Decompressor();

  /**
   * @param label empty for none
   * @param compression whether datagrams that get shorter by it are sent compressed
   * @param keyring is asked at every packet, so that its changes take effect at once
   * @param nonces cryptographically strong outside of simulations
   */
  public PacketCodec(String label, boolean compression, Keyring keyring, RandomGenerator nonces) {
    this.label = new Label(label);
    this.compression = compression;
    this.keyring = keyring;
    this.encryption = new Encryption(keyring, nonces);
  }

  /** What comes out of a datagram. An exception that it throws ends the datagram. */
  public interface Sink {
    /** A whole message; its byte arrays are its own. */
    void onMessage(Message message);

    /**
     * Some or all of the datagram is of no use. What came before it and comes after it still is.
     */
    void onMalformed(MalformedMessage cause);
  }

  /**
   * How many bytes label and encryption add at most to a packet: what has to be left free of the
   * configured packet size. Compression and checksum do not count, as in Serf.
   */
  public int overhead() {
    return label.header().length
        + (keyring.isEnabled() ? Encryption.overhead(Encryption.VERSION) : 0);
  }

  /**
   * The datagram for one message or compound.
   *
   * @param crc whether to add a checksum: for receivers that are known to speak memberlist's
   *     protocol 5
   */
  public byte[] seal(byte[] message, boolean crc) {
    byte[] packet = compression ? Compression.wrapIfShorter(message) : message;
    if (crc) {
      packet = Crc.wrap(packet);
    }
    if (keyring.isEnabled()) {
      return encryption.seal(Encryption.VERSION, label.header(), packet, label.bytes());
    }
    return Bytes.concat(label.header(), packet);
  }

  /** Takes a datagram apart. Never throws because of its bytes: each bad part goes to the sink. */
  public void open(byte[] datagram, Sink sink) {
    byte[] bytes = datagram;
    int from;
    int length;
    try {
      from = label.strip(bytes, 0, bytes.length);
      if (keyring.isEnabled()) {
        bytes = encryption.open(bytes, from, bytes.length - from, label.bytes());
        from = 0;
      }
      length = bytes.length - from;
      if (Crc.isPresent(bytes, from, length)) {
        Crc.verify(bytes, from, length);
        from += Crc.HEADER_BYTES;
        length -= Crc.HEADER_BYTES;
      }
    } catch (MalformedMessage e) {
      sink.onMalformed(e);
      return;
    }
    new Unpacking(sink, lzw).open(bytes, from, length, 0);
  }

  /** The inner layers of one datagram, and how much they may still grow. */
  private static final class Unpacking {
    private final Sink sink;
    private final Lzw.Decompressor lzw;
    private int inflatable = MAX_INFLATED_BYTES;

    Unpacking(Sink sink, Lzw.Decompressor lzw) {
      this.sink = sink;
      this.lzw = lzw;
    }

    void open(byte[] bytes, int from, int length, int depth) {
      int type = length == 0 ? -1 : bytes[from] & 0xff;
      boolean layer = type == MessageType.COMPRESS || type == MessageType.COMPOUND;
      if (layer && depth == MAX_NESTING) {
        sink.onMalformed(new MalformedMessage("layers are nested deeper than " + MAX_NESTING));
      } else if (type == MessageType.COMPRESS) {
        openCompressed(bytes, from, length, depth);
      } else if (type == MessageType.COMPOUND) {
        openCompound(bytes, from, length, depth);
      } else {
        openMessage(bytes, from, length);
      }
    }

    private void openCompressed(byte[] bytes, int from, int length, int depth) {
      byte[] plain;
      try {
        plain = Compression.unwrap(bytes, from, length, inflatable, lzw).plain();
      } catch (MalformedMessage e) {
        sink.onMalformed(e);
        return;
      }
      inflatable -= plain.length;
      open(plain, 0, plain.length, depth + 1);
    }

    private void openCompound(byte[] bytes, int from, int length, int depth) {
      try {
        Compound.requireLengths(bytes, from, length);
      } catch (MalformedMessage e) {
        sink.onMalformed(e);
        return;
      }
      int truncated =
          Compound.split(
              bytes, from, length, (part, partLength) -> open(bytes, part, partLength, depth + 1));
      if (truncated > 0) {
        sink.onMalformed(
            new MalformedMessage("compound message has " + truncated + " truncated messages"));
      }
    }

    private void openMessage(byte[] bytes, int from, int length) {
      Message message;
      try {
        message = MessageCodec.decode(bytes, from, length);
      } catch (MalformedMessage e) {
        sink.onMalformed(e);
        return;
      }
      if (message instanceof Message.Error) {
        sink.onMalformed(new MalformedMessage("an error message does not belong in a datagram"));
      } else {
        sink.onMessage(message);
      }
    }
  }
}
