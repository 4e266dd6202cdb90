package io.kserf.serf.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.kserf.swim.wire.MalformedMessage;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A message of Serf is read or refused; what was read says the same when it is written again. */
class SerfMessageFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.concat(
        SerfMessages.ofEveryType().stream(),
        GoldenVectors.all().stream().flatMap(capture -> capture.serfMessages().stream()));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void aMessage(byte[] bytes) {
    SerfMessage message;
    try {
      message = SerfMessage.decode(bytes);
    } catch (MalformedMessage e) {
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    if (message instanceof PushPullState) {
      // Only what this member's own ring can hold is ever written.
      return;
    }
    byte[] written = message.encode();
    assertThat(SerfMessage.decode(written).encode()).isEqualTo(written);
  }
}
