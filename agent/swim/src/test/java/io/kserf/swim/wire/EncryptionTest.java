package io.kserf.swim.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kserf.swim.Keyring;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionTest {
  private static final byte[] NOTHING = {};

  private final Keyring keyring = new Keyring(List.of(new byte[16]));
  private final Encryption encryption = new Encryption(keyring, new Random(1));

  private byte[] open(byte[] sealed) {
    return encryption.open(sealed, 0, sealed.length, NOTHING);
  }

  @Test
  void lengthsAreMemberlists() {
    for (JsonNode row : Golden.file("computed").path("encrypted_length")) {
      byte[] plain = new byte[row.path("plaintext_len").intValue()];
      assertThat(encryption.seal(0, NOTHING, plain, NOTHING))
          .hasSize(row.path("v0_len").intValue());
      assertThat(encryption.seal(1, NOTHING, plain, NOTHING))
          .hasSize(row.path("v1_len").intValue());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 24, 32})
  void bothVersionsAndEveryKeySizeComeBack(int keyBytes) {
    var codec = new Encryption(new Keyring(List.of(new byte[keyBytes])), new Random(1));
    for (int version = 0; version <= 1; version++) {
      for (int length = 0; length < 40; length++) {
        byte[] plain = new byte[length];
        new Random(length).nextBytes(plain);
        byte[] sealed = codec.seal(version, NOTHING, plain, new byte[] {1, 2});
        assertThat(codec.open(sealed, 0, sealed.length, new byte[] {1, 2})).isEqualTo(plain);
      }
    }
  }

  @Test
  void everyChangedBitAndOtherAssociatedDataAreNoticed() {
    byte[] sealed = encryption.seal(1, NOTHING, new byte[20], NOTHING);
    for (int bit = 8; bit < 8 * sealed.length; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefused(changed, "No installed keys could decrypt the message");
    }
    assertThatThrownBy(() -> encryption.open(sealed, 0, sealed.length, new byte[1]))
        .hasMessage("No installed keys could decrypt the message");
  }

  @Test
  void refusalsComeInSerfsOrderAndWords() {
    assertRefused(NOTHING, "cannot decrypt an empty payload");
    assertRefused(new byte[] {2}, "unsupported encryption version 2");
    assertRefused(Arrays.copyOf(new byte[] {1}, 28), "payload is too small to decrypt: 28");
    assertRefused(new byte[44], "payload is too small to decrypt: 44");
  }

  @Test
  void aPaddingThatIsNoneIsRefused() {
    // What version 0 seals as padded is what version 1 seals as it is.
    for (int padding : new int[] {0, 17, 255}) {
      byte[] plain = new byte[32];
      plain[31] = (byte) padding;
      byte[] sealed = encryption.seal(1, NOTHING, plain, NOTHING);
      sealed[0] = 0;
      assertRefused(sealed, "payload ends in a padding of " + padding + " bytes");
    }
  }

  @Test
  void noncesDiffer() {
    byte[] first = encryption.seal(1, NOTHING, new byte[20], NOTHING);
    byte[] second = encryption.seal(1, NOTHING, new byte[20], NOTHING);
    assertThat(Arrays.copyOfRange(first, 1, 13)).isNotEqualTo(Arrays.copyOfRange(second, 1, 13));
  }

  private void assertRefused(byte[] sealed, String message) {
    assertThatThrownBy(() -> open(sealed)).isInstanceOf(MalformedMessage.class).hasMessage(message);
  }
}
