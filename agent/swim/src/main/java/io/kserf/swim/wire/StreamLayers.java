package io.kserf.swim.wire;

import io.kserf.swim.Keyring;
import java.util.Optional;

/**
 * One message of a stream, and what stood around it. For tools that show or rewrite streams.
 *
 * @param label of the pool, which only a dialler writes; empty for none
 * @param writer the side that wrote the stream
 * @param sealing how it was encrypted; empty in clear
 * @param inflated what was compressed, inside of encryption
 * @param type the first byte of the message
 * @param trailingBytes how many bytes follow the message
 */
public record StreamLayers(
    String label,
    StreamSide writer,
    Optional<Sealing> sealing,
    Optional<Inflated> inflated,
    int type,
    Message message,
    int trailingBytes) {

  /**
   * Takes apart what one side of a connection wrote. Which one it was shows in the label at the
   * beginning; without labels both sides write alike.
   *
   * @param stream at most 20 MiB of message
   * @param label of the pool; if empty, the one at the beginning of the stream
   * @param keyring disabled for streams in clear
   * @throws MalformedMessage if it does not begin with one whole message of this pool
   */
  public static StreamLayers open(byte[] stream, String label, Keyring keyring) {
    String written = Label.at(stream);
    StreamSide writer = written.isEmpty() ? StreamSide.LISTENER : StreamSide.DIALLER;
    var frame = new StreamFrame(writer);
    if (!frame.offer(stream)) {
      throw new MalformedMessage(
          "the message does not end with the %d bytes that are here".formatted(stream.length));
    }
    byte[] whole = frame.bytes();
    String pool = label.isEmpty() ? written : label;
    return StreamCodec.reading(pool, keyring)
        .layers(whole, writer)
        .followedBy(stream.length - whole.length);
  }

  private StreamLayers followedBy(int bytes) {
    return new StreamLayers(label, writer, sealing, inflated, type, message, bytes);
  }

  /** Puts the same layers around another message: the same nonce, too, so never to be sent. */
  public byte[] seal(Message other, IntegerDialect dialect) {
    var pool = new Label(label);
    byte[] header = writer == StreamSide.DIALLER ? pool.header() : new byte[0];
    byte[] plain = StreamCodec.encode(other, dialect);
    byte[] body = inflated.isPresent() ? Compression.wrap(plain) : plain;
    if (sealing.isEmpty()) {
      return Bytes.concat(header, body);
    }
    byte[] frame = StreamCodec.frame(Encryption.sealedLength(sealing.get().version(), body.length));
    byte[] associated = Bytes.concat(frame, pool.bytes());
    return sealing.get().seal(Bytes.concat(header, frame), body, associated);
  }
}
