package io.kserf.swim.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.kserf.swim.Keyring;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/** A stream's message ends where the frame says, wherever the socket cuts it, or is refused. */
class StreamFuzzTest {
  static Stream<byte[]> seeds() {
    return FuzzSeeds.streams();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void aStream(byte[] bytes) {
    for (StreamSide writer : StreamSide.values()) {
      byte[] whole = framed(writer, bytes);
      assertThat(framed(writer, FuzzSeeds.halves(bytes).toArray(byte[][]::new))).isEqualTo(whole);
      Message fromFrame = whole == null ? null : open(writer, whole);
      Message fromAll = open(writer, bytes);
      // A count that the codec finds too high for the bytes in the frame may fit what lies behind.
      if (fromFrame != null) {
        assertThat(fromAll).usingRecursiveComparison().isEqualTo(fromFrame);
      }
    }
  }

  /** The message as the frame delimits it; null if it is incomplete or refused. */
  private static byte @Nullable [] framed(StreamSide writer, byte[]... pieces) {
    var frame = new StreamFrame(writer);
    try {
      for (byte[] piece : pieces) {
        frame.offer(piece);
      }
    } catch (MalformedMessage e) {
      assertThat(e.getMessage()).isNotBlank();
      return null;
    }
    return frame.isComplete() ? frame.bytes() : null;
  }

  private static @Nullable Message open(StreamSide writer, byte[] bytes) {
    try {
      return new StreamCodec("", true, Keyring.disabled(), new Random(1)).open(bytes, writer);
    } catch (MalformedMessage e) {
      assertThat(e.getMessage()).isNotBlank();
      return null;
    }
  }
}
