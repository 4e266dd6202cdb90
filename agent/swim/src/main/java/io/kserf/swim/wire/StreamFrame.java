package io.kserf.swim.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Collects the bytes of a stream until they are one whole message, which nothing but the message
 * itself tells. Every byte is looked at once, in whatever pieces they come; memory follows what has
 * arrived, never what is claimed; claims beyond the limits are refused as soon as they are seen.
 *
 * <p>One frame is for one message of one side. Not thread-safe.
 */
public final class StreamFrame {
  /** Twenty mebibytes of message after the header of a label and of encryption. */
  private static final int MAX_BYTES =
      StreamCodec.MAX_BYTES + StreamCodec.ENCRYPTED_HEADER_BYTES + 257;

  private enum Stage {
    LABEL,
    TYPE,
    ENCRYPTED_LENGTH,
    HEADER,
    VALUES,
    BODY
  }

  private byte[] buffer = new byte[256];
  private int size;
  private Stage stage;
  // Where the current stage begins or, while values are scanned, the next value; in the stage BODY
  // the end of the message. May lie beyond what has arrived.
  private int position;
  // Values that the scan has still to pass, and the bytes after them.
  private long pending;
  private int tail;
  private int headerFrom;

  /**
   * @param writer the side that writes the stream
   */
  public StreamFrame(StreamSide writer) {
    this.stage = writer == StreamSide.DIALLER ? Stage.LABEL : Stage.TYPE;
  }

  /**
   * Takes more of the stream, all that remains in {@code chunk}.
   *
   * @return whether the message is whole now; what comes after it is dropped
   * @throws MalformedMessage if no message of a legal size can begin like this; the frame is of no
   *     use then
   */
  public boolean offer(ByteBuffer chunk) {
    if (isComplete()) {
      return true;
    }
    int length = chunk.remaining();
    reserve(length);
    chunk.get(buffer, size, length);
    size += length;
    return advance();
  }

  /** Takes more of the stream, as {@link #offer(ByteBuffer)} does. */
  public boolean offer(byte[] chunk) {
    return offer(ByteBuffer.wrap(chunk));
  }

  public boolean isComplete() {
    return stage == Stage.BODY && size >= position;
  }

  /** The number of bytes that have arrived. */
  public int size() {
    return size;
  }

  /**
   * The whole message, from the start of the stream, for {@link StreamCodec#open}.
   *
   * @throws IllegalStateException if it is not complete
   */
  public byte[] bytes() {
    if (!isComplete()) {
      throw new IllegalStateException("only " + size + " bytes of the message are here");
    }
    return Arrays.copyOf(buffer, position);
  }

  private void reserve(int more) {
    long needed = (long) size + more;
    if (needed > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.toIntExact(Math.max(needed, 2L * buffer.length)));
    }
  }

  /** Passes as many stages as the bytes allow. */
  private boolean advance() {
    while (stage != Stage.BODY && passStage()) {
      limit(position);
    }
    limit(stage == Stage.BODY ? position : size);
    return isComplete();
  }

  private boolean passStage() {
    return switch (stage) {
      case LABEL -> passLabel();
      case TYPE -> passType();
      case ENCRYPTED_LENGTH -> passEncryptedLength();
      case HEADER -> passHeader();
      case VALUES -> passValues();
      case BODY -> false;
    };
  }

  private boolean passLabel() {
    if (size == 0) {
      return false;
    }
    if ((buffer[0] & 0xff) == MessageType.HAS_LABEL) {
      if (size < 2) {
        return false;
      }
      position = 2 + (buffer[1] & 0xff);
    }
    stage = Stage.TYPE;
    return true;
  }

  private boolean passType() {
    if (size <= position) {
      return false;
    }
    int type = buffer[position] & 0xff;
    switch (type) {
      case MessageType.ENCRYPT -> stage = Stage.ENCRYPTED_LENGTH;
      case MessageType.PUSH_PULL, MessageType.USER -> stage = Stage.HEADER;
      case MessageType.PING, MessageType.ACK, MessageType.ERROR, MessageType.COMPRESS ->
          stage = Stage.VALUES;
      default -> throw StreamCodec.unknownType(type);
    }
    headerFrom = position;
    position++;
    pending = 1;
    return true;
  }

  private boolean passEncryptedLength() {
    if (size < headerFrom + StreamCodec.ENCRYPTED_HEADER_BYTES) {
      return false;
    }
    long claimed = ByteBuffer.wrap(buffer).getInt(position) & 0xffff_ffffL;
    position += 4 + (int) StreamCodec.encryptedLength(claimed);
    stage = Stage.BODY;
    return true;
  }

  private boolean passHeader() {
    if (!scan()) {
      return false;
    }
    var in = new MsgpackReader(buffer, headerFrom + 1, position - headerFrom - 1);
    if (buffer[headerFrom] == MessageType.PUSH_PULL) {
      var header = PushPullCodec.decodeHeader(in);
      pending = header.nodes();
      tail = header.userStateLength();
    } else {
      tail = StreamCodec.userLength(in);
    }
    stage = Stage.VALUES;
    return true;
  }

  private boolean passValues() {
    if (!scan()) {
      return false;
    }
    position += tail;
    stage = Stage.BODY;
    return true;
  }

  /** Passes over values until none is pending, or bytes are missing. */
  private boolean scan() {
    while (pending > 0) {
      if (size <= position) {
        return false;
      }
      int type = buffer[position] & 0xff;
      if (type == MsgpackFormat.UNUSED) {
        throw new MalformedMessage("byte " + position + " of a stream begins no value");
      }
      int header = MsgpackFormat.headerLength(type);
      if (size - position < header) {
        return false;
      }
      long payload = MsgpackFormat.payloadLength(buffer, position);
      pending += MsgpackFormat.elements(buffer, position) - 1;
      // Each pending value has at least one byte.
      limit(position + header + payload + pending);
      position += header + (int) payload;
    }
    return size >= position;
  }

  private static void limit(long bytes) {
    if (bytes > MAX_BYTES) {
      throw new MalformedMessage(
          "stream of %d bytes or more is larger than the limit of %d".formatted(bytes, MAX_BYTES));
    }
  }
}
