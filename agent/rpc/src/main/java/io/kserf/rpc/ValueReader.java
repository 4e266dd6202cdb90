package io.kserf.rpc;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessageInsufficientBufferException;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

/**
 * Reads one msgpack value after the other from a stream, within {@link RpcLimits}. Lists and maps
 * grow with what has really arrived, never with what a length promises.
 */
final class ValueReader {
  private static final int KNOWN_KEYS = 256;

  private final MessageUnpacker in;
  private final RpcLimits limits;
  // The same few field names come with every member of a list.
  private final Map<Value, Value> keys = new HashMap<>();
  private long end;
  private int elements;

  ValueReader(InputStream in, RpcLimits limits) {
    this.in = MessagePack.newDefaultUnpacker(in);
    this.limits = limits;
  }

  /** Waits for the next value; false at the end of the stream. */
  boolean hasNext() throws IOException {
    return in.hasNext();
  }

  /**
   * @throws EOFException if the stream ends before or within the value
   * @throws MalformedRpc if it is no msgpack or exceeds a limit
   */
  Value next() throws IOException {
    elements = 0;
    end = in.getTotalReadBytes() + limits.messageBytes();
    try {
      return value(0);
    } catch (MessageInsufficientBufferException e) {
      throw new EOFException("the connection ended within a message");
    } catch (MessagePackException e) {
      throw new MalformedRpc("not msgpack: " + e.getMessage());
    }
  }

  private Value value(int depth) throws IOException {
    count(1);
    MessageFormat format = in.getNextFormat();
    return switch (format.getValueType()) {
      case NIL -> {
        in.unpackNil();
        yield ValueFactory.newNil();
      }
      case BOOLEAN -> ValueFactory.newBoolean(in.unpackBoolean());
      case INTEGER ->
          format == MessageFormat.UINT64
              ? ValueFactory.newInteger(in.unpackBigInteger())
              : ValueFactory.newInteger(in.unpackLong());
      case FLOAT -> ValueFactory.newFloat(in.unpackDouble());
      case STRING -> ValueFactory.newString(payload(in.unpackRawStringHeader()), true);
      case BINARY -> ValueFactory.newBinary(payload(in.unpackBinaryHeader()), true);
      case ARRAY -> list(in.unpackArrayHeader(), depth + 1);
      case MAP -> map(in.unpackMapHeader(), depth + 1);
      case EXTENSION -> throw new MalformedRpc("msgpack extension types are not part of the RPC");
    };
  }

  private Value list(int size, int depth) throws IOException {
    enter(size, depth);
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(value(depth));
    }
    return ValueFactory.newArray(values);
  }

  private Value map(int size, int depth) throws IOException {
    enter(size, depth);
    Map<Value, Value> values = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      values.put(known(value(depth)), value(depth));
    }
    return ValueFactory.newMap(values);
  }

  private Value known(Value key) {
    Value known = keys.get(key);
    if (known != null) {
      return known;
    }
    if (keys.size() < KNOWN_KEYS) {
      keys.put(key, key);
    }
    return key;
  }

  private void enter(int size, int depth) {
    if (depth > limits.depth()) {
      throw new MalformedRpc("more than %d levels deep".formatted(limits.depth()));
    }
    if (size > limits.elements() - elements) {
      throw new MalformedRpc(
          "a list or map of %d elements, where %d are left of the limit"
              .formatted(size, limits.elements() - elements));
    }
  }

  private void count(int values) {
    elements += values;
    if (elements > limits.elements()) {
      throw new MalformedRpc("more than %d values in one message".formatted(limits.elements()));
    }
    if (in.getTotalReadBytes() > end) {
      throw new MalformedRpc("a message of over %d bytes".formatted(limits.messageBytes()));
    }
  }

  private byte[] payload(int length) throws IOException {
    if (length > limits.stringBytes() || length > end - in.getTotalReadBytes()) {
      throw new MalformedRpc("a string or byte array of %d bytes is too long".formatted(length));
    }
    return in.readPayload(length);
  }
}
