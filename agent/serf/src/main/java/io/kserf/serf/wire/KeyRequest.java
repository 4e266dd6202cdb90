package io.kserf.serf.wire;

import io.kserf.swim.wire.Fields;
import io.kserf.swim.wire.MsgpackReader;
import io.kserf.swim.wire.MsgpackWriter;
import org.jspecify.annotations.Nullable;

/**
 * What a key query carries.
 *
 * @param key the key to install, use or remove; empty for a list
 */
public record KeyRequest(byte @Nullable [] key) implements SerfMessage {
  static final int TYPE = 7;
  private static final Fields FIELDS = Fields.of("Key");

  static KeyRequest readBody(MsgpackReader in) {
    byte[] key = null;
    for (var struct = in.struct(FIELDS); struct.next(); ) {
      key = in.bytes();
    }
    return new KeyRequest(key);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeBody(MsgpackWriter out) {
    out.mapHeader(1).field("Key").bytes(key);
  }

  /** Names no key: it must not end up in a log. */
  @Override
  public String toString() {
    return "KeyRequest[key=" + (key == null ? 0 : key.length) + " bytes]";
  }
}
