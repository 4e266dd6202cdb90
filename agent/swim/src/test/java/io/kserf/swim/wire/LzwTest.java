package io.kserf.swim.wire;

import static io.kserf.swim.wire.Golden.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LzwTest {
  private static final int LIMIT = 1 << 20;

  static Stream<Arguments> pairs() {
    return Golden.stream(Golden.file("computed").path("lzw"))
        .map(pair -> Arguments.of(named(pair.path("name").asText(), pair)));
  }

  private static byte[] decompress(byte[] data) {
    return Lzw.decompress(data, 0, data.length, LIMIT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pairs")
  void goAndWeCompressToTheSameBytes(JsonNode pair) {
    byte[] plain = hex(pair.path("plain_hex"));
    byte[] message = hex(pair.path("compress_message_hex"));

    assertThat(Lzw.compress(plain)).isEqualTo(hex(pair.path("lzw_hex")));
    assertThat(decompress(hex(pair.path("lzw_hex")))).isEqualTo(plain);
    assertThat(Compression.wrap(plain)).isEqualTo(message);
    assertThat(Compression.unwrap(message, 0, message.length, LIMIT).plain()).isEqualTo(plain);
  }

  /** Few distinct bytes make long strings, many make the table overflow. */
  @Property(tries = 200)
  void whatIsCompressedComesBack(
      @ForAll long seed,
      @ForAll @IntRange(max = 20_000) int length,
      @ForAll @IntRange(min = 1, max = 256) int distinct) {
    byte[] plain = new byte[length];
    var random = new Random(seed);
    for (int i = 0; i < length; i++) {
      plain[i] = (byte) random.nextInt(distinct);
    }
    assertThat(decompress(Lzw.compress(plain))).isEqualTo(plain);
  }

  /** Writes codes of the given widths, least significant bit first. */
  private static byte[] codes(int[]... codeAndWidth) {
    byte[] out = new byte[codeAndWidth.length * 2];
    int bit = 0;
    for (int[] code : codeAndWidth) {
      for (int i = 0; i < code[1]; i++, bit++) {
        out[bit / 8] |= (byte) ((code[0] >>> i & 1) << bit % 8);
      }
    }
    return Arrays.copyOf(out, (bit + 7) / 8);
  }

  private static int[] nine(int code) {
    return new int[] {code, 9};
  }

  @Test
  void theCodeThatIsBeingDefinedIsLegal() {
    assertThat(decompress(codes(nine(256), nine('a'), nine(258), nine(259), nine(257))))
        .asString()
        .isEqualTo("aaaaaa");
  }

  @Test
  void clearsMayRepeatOrBeMissing() {
    assertThat(decompress(codes(nine('a'), nine(258), nine(257)))).asString().isEqualTo("aaa");
    assertThat(decompress(codes(nine(256), nine(256), nine('a'), nine(256), nine('b'), nine(257))))
        .asString()
        .isEqualTo("ab");
  }

  @Test
  void aCodeBeyondTheNextOneIsRefused() {
    for (byte[] data :
        new byte[][] {
          codes(nine(258), nine(257)),
          codes(nine('a'), nine(259), nine(257)),
          codes(nine('a'), nine('b'), nine(256), nine('c'), nine(259), nine(257))
        }) {
      assertThatThrownBy(() -> decompress(data))
          .isInstanceOf(MalformedMessage.class)
          .hasMessageContaining("undefined code");
    }
  }

  @Test
  void dataAfterTheEndCodeIsIgnoredAndAMissingEndCodeIsNot() {
    byte[] data = Lzw.compress("abc".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    assertThat(decompress(Arrays.copyOf(data, data.length + 5))).asString().isEqualTo("abc");
    assertThatThrownBy(() -> decompress(Arrays.copyOf(data, data.length - 1)))
        .isInstanceOf(MalformedMessage.class)
        .hasMessage("compressed data ends without an end code");
  }

  @Test
  void aFullTableMayBeUsedOnWithoutAClear() {
    // 3,838 codes after the first one fill the table; then the width stays at 12 bits.
    int[][] data = new int[5_001][];
    int highest = 257;
    for (int i = 0; i < 5_000; i++) {
      int width = Math.clamp(32 - Integer.numberOfLeadingZeros(highest), 9, 12);
      data[i] = new int[] {i >= 4_500 ? 4_095 : i % 256, width};
      highest = Math.min(highest + 1, 4_095);
    }
    data[5_000] = new int[] {257, 12};
    byte[] plain = decompress(codes(data));

    // The last code of the table stands for the two bytes at 3,837 and after.
    assertThat(plain).hasSize(4_500 + 2 * 500);
    assertThat(plain[4_500]).isEqualTo(plain[3_837]);
    assertThat(plain[5_499]).isEqualTo(plain[3_838]);
  }

  @Test
  void whatInflatesBeyondTheLimitIsRefusedBeforeItTakesTheMemory() {
    byte[] data = Lzw.compress(new byte[LIMIT + 1]);
    assertThat(data).hasSizeLessThan(8_000);
    assertThatThrownBy(() -> decompress(data))
        .isInstanceOf(MalformedMessage.class)
        .hasMessage("compressed data inflates to more than 1048576 bytes");
    assertThat(Lzw.decompress(data, 0, data.length, LIMIT + 1)).hasSize(LIMIT + 1);
  }

  @Test
  void oneDecompressorTakesOneInputAfterTheOtherWhateverCameBefore() {
    var random = new SplittableRandom(7);
    var kept = new Lzw.Decompressor();
    for (int i = 0; i < 2_000; i++) {
      byte[] data = Lzw.compress(text(random.nextInt(1, i % 10 == 0 ? 100_000 : 1_000), random));
      if (i % 3 == 0) {
        data[random.nextInt(data.length)] ^= 1 << random.nextInt(8);
      }
      int limit = i % 7 == 0 ? data.length : LIMIT;
      assertThat(outcome(kept, data, limit))
          .isEqualTo(outcome(new Lzw.Decompressor(), data, limit));
    }
  }

  private static byte[] text(int length, SplittableRandom random) {
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = (byte) random.nextInt('a', 'e');
    }
    return text;
  }

  private static String outcome(Lzw.Decompressor decompressor, byte[] data, int limit) {
    try {
      return HexFormat.of().formatHex(decompressor.run(data, 0, data.length, limit));
    } catch (MalformedMessage e) {
      return e.getMessage();
    }
  }
}
