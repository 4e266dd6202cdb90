package io.kserf.rpc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/**
 * Writes structs as Serf does: every field, in ascending order of its name (which is the caller's
 * part), strings and byte arrays in msgpack's modern dialect. An empty byte array or list is nil,
 * an empty map is not: so do Serf's own client and server in all but a few cases, and readers take
 * either.
 */
final class StructWriter {
  private final MessageBufferPacker out = MessagePack.newDefaultBufferPacker();

  private interface Step {
    void run() throws IOException;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  StructWriter struct(int fields) {
    return step(() -> out.packMapHeader(fields));
  }

  /** The name of a field whose value, a struct or a list, follows by other calls. */
  StructWriter name(String name) {
    return step(() -> out.packString(name));
  }

  StructWriter list(int size) {
    return step(() -> out.packArrayHeader(size));
  }

  StructWriter field(String name, String value) {
    return name(name).step(() -> out.packString(value));
  }

  StructWriter field(String name, boolean value) {
    return name(name).step(() -> out.packBoolean(value));
  }

  StructWriter field(String name, long value) {
    return name(name).step(() -> out.packLong(value));
  }

  StructWriter field(String name, double value) {
    return name(name).step(() -> out.packDouble(value));
  }

  StructWriter unsigned(String name, long value) {
    if (value >= 0) {
      return field(name, value);
    }
    return name(name).step(() -> out.packBigInteger(new BigInteger(Long.toUnsignedString(value))));
  }

  StructWriter nil(String name) {
    return name(name).step(out::packNil);
  }

  StructWriter field(String name, byte[] value) {
    if (value.length == 0) {
      return nil(name);
    }
    return name(name)
        .step(
            () -> {
              out.packBinaryHeader(value.length);
              out.writePayload(value);
            });
  }

  StructWriter strings(String name, List<String> values) {
    if (values.isEmpty()) {
      return nil(name);
    }
    name(name).list(values.size());
    values.forEach(value -> step(() -> out.packString(value)));
    return this;
  }

  StructWriter doubles(String name, List<Double> values) {
    if (values.isEmpty()) {
      return nil(name);
    }
    name(name).list(values.size());
    values.forEach(value -> step(() -> out.packDouble(value)));
    return this;
  }

  StructWriter stringMap(String name, Map<String, String> values) {
    name(name).struct(values.size());
    values.forEach(this::field);
    return this;
  }

  StructWriter countMap(String name, Map<String, Integer> values) {
    name(name).struct(values.size());
    values.forEach((key, value) -> field(key, (long) value));
    return this;
  }

  private StructWriter step(Step step) {
    try {
      step.run();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the buffer is memory
    }
  }
}
