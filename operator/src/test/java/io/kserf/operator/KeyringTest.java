package io.kserf.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyringTest {
  private static final String A = "AAAAAAAAAAAAAAAAAAAAAA==";
  private static final String B = "JSLwTNLLnJJNo3ZF1kwGxqEj63v+Myd0lLS0X/u80lM=";

  @Test
  void aNewKeyringHasOneKeyOf32BytesAndIsReadBackAsItIs() {
    var keyring = Keyring.generate(new SecureRandom());

    assertThat(Base64.getDecoder().decode(keyring.keys().getFirst())).hasSize(32);
    assertThat(Keyring.parse(keyring.toJson())).contains(keyring);
    assertThat(Keyring.generate(new SecureRandom())).isNotEqualTo(keyring);
  }

  @Test
  void serfsKeyringFileIsRead() {
    var text = "[\n  \"%s\",\n  \"%s\"\n]".formatted(A, B);

    assertThat(Keyring.parse(text)).contains(new Keyring(List.of(A, B)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "[1]",
        "[\"not base64\"]",
        "[\"QUFBQQ==\"]",
        "[\"AAAAAAAAAAAAAAAAAAAAAA==\", null]",
        "\"AAAAAAAAAAAAAAAAAAAAAA==\"",
        "[\"AAAAAAAAAAAAAAAAAAAAAA==\""
      })
  void whatIsNoKeyringIsRefused(String text) {
    assertThat(Keyring.parse(text)).isEmpty();
  }

  @Test
  void aLostKeyringIsKnownAgainByTheFingerprintOfItsPrimaryKey() {
    var lost = new Keyring(List.of(B, A));

    assertThat(Keyring.recover(List.of(A, B), lost.fingerprint())).contains(lost);
    assertThat(Keyring.recover(List.of(A), lost.fingerprint())).isEmpty();
    assertThat(Keyring.recover(List.of(), lost.fingerprint())).isEmpty();
  }

  @Test
  void noTextOfItShowsAKey() {
    var keyring = new Keyring(List.of(B));

    assertThat(keyring.toString()).contains("sha256:").doesNotContain(B);
    assertThat(Samples.credentials().toString()).doesNotContain(Samples.KEY, "token");
  }
}
