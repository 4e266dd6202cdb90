package io.kserf.daemon.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncryptKeyTest {
  @ParameterizedTest
  @CsvSource({
    "xx,0",
    "notbase64!,9",
    "YWJj$,4",
    "YWJjZ,4",
    "YQ=,3",
    "YQ=x,3",
    "YWJj=,4",
    "YQ==x,4"
  })
  void theByteAtFaultIsNamed(String text, int index) {
    assertThatThrownBy(() -> EncryptKey.check(text))
        .isInstanceOf(ConfigException.class)
        .hasMessage("Invalid encryption key: illegal base64 data at input byte " + index);
  }

  @Property(tries = 200)
  void whatIsBase64IsFine(@ForAll byte[] key) {
    assertThatCode(() -> EncryptKey.check(Base64.getEncoder().encodeToString(key)))
        .doesNotThrowAnyException();
  }
}
