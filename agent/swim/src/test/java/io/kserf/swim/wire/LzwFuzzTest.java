package io.kserf.swim.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is compressed comes back; whatever claims to be compressed stays below the limit. */
class LzwFuzzTest {
  private static final int LIMIT = 64 << 10;

  static Stream<byte[]> seeds() {
    return FuzzSeeds.compressed();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void compressedData(byte[] bytes) {
    byte[] there = Lzw.compress(bytes);
    assertThat(Lzw.decompress(there, 0, there.length, bytes.length)).isEqualTo(bytes);
    try {
      assertThat(Lzw.decompress(bytes, 0, bytes.length, LIMIT)).hasSizeLessThanOrEqualTo(LIMIT);
    } catch (MalformedMessage e) {
      assertThat(e.getMessage()).startsWith("compressed data ");
    }
  }
}
