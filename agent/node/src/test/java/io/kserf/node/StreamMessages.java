package io.kserf.node;

import io.kserf.swim.Keyring;
import io.kserf.swim.wire.Message;
import io.kserf.swim.wire.StreamCodec;
import io.kserf.swim.wire.StreamSide;
import java.security.SecureRandom;

/** Whole messages for streams, and what is in them. */
final class StreamMessages {
  private static final StreamCodec CODEC =
      new StreamCodec("", false, Keyring.disabled(), new SecureRandom());

  private StreamMessages() {}

  static byte[] request(String text) {
    return CODEC.seal(new Message.Error(text), StreamSide.DIALLER);
  }

  static byte[] reply(String text) {
    return CODEC.seal(new Message.Error(text), StreamSide.LISTENER);
  }

  static String textOf(byte[] reply) {
    return ((Message.Error) CODEC.open(reply, StreamSide.LISTENER)).error();
  }
}
