package io.kserf.swim.wire;

import io.kserf.swim.Keyring;
import io.kserf.swim.wire.Message.PushPull;
import io.kserf.swim.wire.Message.User;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The one message that each side of a stream writes, with everything around it: label, encryption,
 * compression. Belongs to one instance's thread.
 */
public final class StreamCodec {
  /** The most bytes that an encrypted message may have, and each part of a plain one. */
  static final int MAX_BYTES = 20 << 20;

  /** The most bytes that a compressed message may have when it is inflated. */
  static final int MAX_INFLATED_BYTES = 40 << 20;

  static final int ENCRYPTED_HEADER_BYTES = 5;

  private static final Fields USER = Fields.of("UserMsgLen");

  private final Label label;
  private final boolean compression;
  private final Keyring keyring;
  private final Encryption encryption;
  private final IntegerDialect dialect;

  /**
   * @param label empty for none
   * @param compression whether to send compressed messages: all of them, then, even those that grow
   * @param keyring is asked at every message, so that its changes take effect at once
   * @param nonces cryptographically strong outside of simulations
   */
  public StreamCodec(String label, boolean compression, Keyring keyring, RandomGenerator nonces) {
    this(label, compression, keyring, nonces, IntegerDialect.UNSIGNED);
  }

  /** Likewise, with the integers of another generation of Serf. */
  public StreamCodec(
      String label,
      boolean compression,
      Keyring keyring,
      RandomGenerator nonces,
      IntegerDialect dialect) {
    this.label = new Label(label);
    this.compression = compression;
    this.keyring = keyring;
    this.encryption = new Encryption(keyring, nonces);
    this.dialect = dialect;
  }

  /** One that seals nothing. */
  static StreamCodec reading(String label, Keyring keyring) {
    return new StreamCodec(label, false, keyring, Encryption.NO_NONCES);
  }

  /** All that the writer sends for this message. */
  public byte[] seal(Message message, StreamSide writer) {
    byte[] header = writer == StreamSide.DIALLER ? label.header() : new byte[0];
    byte[] body = compression ? Compression.wrap(encode(message)) : encode(message);
    return keyring.isEnabled()
        ? encrypt(Encryption.VERSION, header, body)
        : Bytes.concat(header, body);
  }

  byte[] encrypt(int version, byte[] header, byte[] body) {
    byte[] frame = frame(Encryption.sealedLength(version, body.length));
    byte[] associated = Bytes.concat(frame, label.bytes());
    return encryption.seal(version, Bytes.concat(header, frame), body, associated);
  }

  /** What stands before an encrypted message of this length. */
  static byte[] frame(int length) {
    return new MsgpackWriter()
        .rawByte(MessageType.ENCRYPT)
        .rawByte(length >>> 24)
        .rawByte(length >>> 16)
        .rawByte(length >>> 8)
        .rawByte(length)
        .toByteArray();
  }

  /**
   * Takes apart all that the writer sent, as {@link StreamFrame} delimits it. Bytes after the end
   * of the message are ignored.
   *
   * @throws MalformedMessage if this is not one message of this pool; see {@link
   *     MalformedMessage#isAnswered()} for what to do with the stream
   */
  public Message open(byte[] stream, StreamSide writer) {
    return layers(stream, writer).message();
  }

  /** As {@link #open}, and says what stood around the message. */
  StreamLayers layers(byte[] stream, StreamSide writer) {
    int from = writer == StreamSide.DIALLER ? label.strip(stream, 0, stream.length) : 0;
    if (from == stream.length) {
      throw new MalformedMessage("missing message type byte");
    }
    byte[] bytes = stream;
    Sealing sealing = null;
    if (bytes[from] == MessageType.ENCRYPT) {
      sealing = decrypt(bytes, from);
      bytes = sealing.plaintext();
      from = 0;
    } else if (keyring.isEnabled()) {
      throw MalformedMessage.answered("Encryption is configured but remote state is not encrypted");
    }
    Inflated inflated = null;
    if (from < bytes.length && bytes[from] == MessageType.COMPRESS) {
      inflated = inflate(bytes, from);
      bytes = inflated.plain();
      from = 0;
    }
    Message message = decode(bytes, from, bytes.length - from);
    return new StreamLayers(
        label.text(),
        writer,
        Optional.ofNullable(sealing),
        Optional.ofNullable(inflated),
        bytes[from] & 0xff,
        message,
        0);
  }

  private Sealing decrypt(byte[] bytes, int from) {
    if (!keyring.isEnabled()) {
      throw MalformedMessage.answered("Remote state is encrypted and encryption is not configured");
    }
    var in = new MsgpackReader(bytes, from + 1, bytes.length - from - 1);
    long length = 0;
    for (int i = 1; i < ENCRYPTED_HEADER_BYTES; i++) {
      length = length << 8 | in.rawByte();
    }
    int body = in.advance((int) encryptedLength(length));
    byte[] frame = Arrays.copyOfRange(bytes, from, body);
    return Sealing.open(encryption, bytes, body, (int) length, Bytes.concat(frame, label.bytes()));
  }

  /** The length that an encrypted message claims, if it may have that many bytes. */
  static long encryptedLength(long claimed) {
    if (claimed > MAX_BYTES) {
      throw MalformedMessage.answered("remote node state is larger than limit (" + claimed + ")");
    }
    return claimed;
  }

  private static Inflated inflate(byte[] bytes, int from) {
    Inflated inflated;
    try {
      inflated = Compression.unwrap(bytes, from, bytes.length - from, MAX_INFLATED_BYTES);
    } catch (MalformedMessage e) {
      throw e.asAnswered();
    }
    if (inflated.plain().length == 0) {
      throw MalformedMessage.answered("decompressed message is empty");
    }
    return inflated;
  }

  byte[] encode(Message message) {
    return encode(message, dialect);
  }

  static byte[] encode(Message message, IntegerDialect dialect) {
    return switch (message) {
      case PushPull m -> new PushPullCodec(dialect).encode(m);
      case User m -> encodeUser(m, dialect);
      default -> MessageCodec.encode(message);
    };
  }

  private static byte[] encodeUser(User m, IntegerDialect dialect) {
    return new MsgpackWriter(dialect, m.payload().length + 24)
        .rawByte(MessageType.USER)
        .mapHeader(1)
        .field("UserMsgLen")
        .signed(m.payload().length)
        .rawBytes(m.payload())
        .toByteArray();
  }

  private static Message decode(byte[] bytes, int from, int length) {
    var in = new MsgpackReader(bytes, from, length);
    int type = in.rawByte();
    return switch (type) {
      case MessageType.PUSH_PULL -> PushPullCodec.decode(in);
      case MessageType.USER -> decodeUser(in);
      case MessageType.PING, MessageType.ACK, MessageType.ERROR ->
          MessageCodec.decode(bytes, from, length);
      default -> throw unknownType(type);
    };
  }

  static MalformedMessage unknownType(int type) {
    return new MalformedMessage("message type " + type + " does not belong on a stream");
  }

  private static User decodeUser(MsgpackReader in) {
    return new User(in.rawBytes(userLength(in)));
  }

  /** Reads the header of a user message. */
  static int userLength(MsgpackReader in) {
    long length = 0;
    for (var struct = in.struct(USER); struct.next(); ) {
      length = in.int64();
    }
    return bounded("UserMsgLen", length, MAX_BYTES);
  }

  static int bounded(String field, long value, int limit) {
    if (value < 0 || value > limit) {
      throw new MalformedMessage("%s %d is not in 0..%d".formatted(field, value, limit));
    }
    return (int) value;
  }
}
