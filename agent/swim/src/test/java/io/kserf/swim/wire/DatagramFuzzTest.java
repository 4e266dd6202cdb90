package io.kserf.swim.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.kserf.swim.Keyring;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A datagram is taken apart or refused; what came out of it can be sent on and means the same. */
class DatagramFuzzTest {
  /** What one datagram may hold, and what it may inflate to. */
  private static final int MOST_BYTES = 65_536 + 4 * 65_536;

  private static final byte[] KEY = new byte[16];

  static Stream<byte[]> seeds() {
    return FuzzSeeds.datagrams();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void aDatagram(byte[] bytes) {
    var messages = new ArrayList<Message>();
    open(Keyring.disabled(), bytes, messages, new ArrayList<>());

    // The shortest part of a compound takes two bytes for its length and one for its type.
    assertThat(messages).hasSizeLessThanOrEqualTo(MOST_BYTES / 3);
    for (Message message : messages) {
      byte[] encoded = MessageCodec.encode(message);
      assertThat(MessageCodec.encode(MessageCodec.decode(encoded))).isEqualTo(encoded);
    }

    var refused = new ArrayList<MalformedMessage>();
    open(new Keyring(List.of(KEY)), bytes, messages, refused);
    assertThat(refused).as("without the key").hasSize(1);
  }

  private static void open(
      Keyring keyring, byte[] datagram, List<Message> messages, List<MalformedMessage> refused) {
    new PacketCodec("", true, keyring, new Random(1))
        .open(
            datagram,
            new PacketCodec.Sink() {
              @Override
              public void onMessage(Message message) {
                messages.add(message);
              }

              @Override
              public void onMalformed(MalformedMessage cause) {
                refused.add(cause);
              }
            });
  }
}
