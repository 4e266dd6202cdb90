package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTextTest {
  @Property
  void whatBase64WritesIsRead(@ForAll byte[] key) {
    assertThat(KeyText.decode(Base64.getEncoder().encodeToString(key))).isEqualTo(key);
  }

  @Property
  void lineBreaksDoNotMatter(@ForAll byte[] key) {
    String text = Base64.getMimeEncoder(4, new byte[] {'\n'}).encodeToString(key);

    assertThat(KeyText.decode(text)).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({
    "notbase64!, 9",
    "xx, 0",
    "AAAAxx, 4",
    "AAAAxxx, 4",
    "=, 0",
    "A===, 1",
    "AA=, 3",
    "AA=A, 2",
    "AA==A, 4",
    "AAA=A, 4",
    "AAAA-AAA, 4",
  })
  void textThatIsNoBase64IsRefusedWithThePlaceWhereItGoesWrong(String text, int at) {
    assertThatThrownBy(() -> KeyText.decode(text))
        .isInstanceOf(SerfException.class)
        .hasMessage("illegal base64 data at input byte " + at);
  }

  @Property
  void everyTextIsEitherReadOrRefused(@ForAll String text) {
    try {
      byte[] key = KeyText.decode(text);
      assertThat(Arrays.equals(KeyText.decode(Base64.getEncoder().encodeToString(key)), key))
          .isTrue();
    } catch (SerfException e) {
      assertThat(e).hasMessageStartingWith("illegal base64 data at input byte ");
    }
  }
}
