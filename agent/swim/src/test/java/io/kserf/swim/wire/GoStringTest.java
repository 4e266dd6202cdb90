package io.kserf.swim.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoStringTest {

  private static String decode(byte[] bytes) {
    return GoString.decode(bytes, 0, bytes.length);
  }

  @Property
  void anyBytesComeBackAsTheyWere(@ForAll byte[] bytes) {
    assertThat(GoString.encode(decode(bytes))).isEqualTo(bytes);
  }

  @Property
  void wellFormedTextIsWhatItSays(@ForAll String text) {
    byte[] bytes = text.getBytes(UTF_8);
    assertThat(decode(bytes)).isEqualTo(new String(bytes, UTF_8));
  }

  @Property
  void differentBytesAreDifferentTexts(@ForAll byte[] first, @ForAll byte[] second) {
    assertThat(decode(first).equals(decode(second)))
        .isEqualTo(java.util.Arrays.equals(first, second));
  }

  /** Overlong forms, a surrogate, beyond Unicode, cut sequences, among good text. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "61c08062",
        "e080af",
        "f08080af",
        "eda080",
        "f4908080",
        "f5808080",
        "61e282",
        "c3",
        "80",
        "f09f98",
        "efbfbd80",
        "c3a9ff"
      })
  void malformedSequencesComeBackAsTheyWere(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThat(GoString.encode(decode(bytes))).isEqualTo(bytes);
  }

  @Test
  void aReplacementCharacterOfTheSenderStaysOne() {
    assertThat(decode("a\ufffdb".getBytes(UTF_8))).isEqualTo("a\ufffdb");
  }
}
