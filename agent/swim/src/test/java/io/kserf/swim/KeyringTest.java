package io.kserf.swim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyringTest {
  private static final byte[] A = key(1);
  private static final byte[] B = key(2);
  private static final byte[] C = key(3);

  private static byte[] key(int fill) {
    byte[] key = new byte[16];
    Arrays.fill(key, (byte) fill);
    return key;
  }

  @Test
  void aRingWithoutKeysIsDisabledAndHasNoPrimary() {
    var ring = Keyring.disabled();
    assertThat(ring.isEnabled()).isFalse();
    assertThat(ring.keys()).isEmpty();
    assertThatThrownBy(ring::primary).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theFirstKeyIsPrimaryAndOthersAreAppendedOnce() {
    var ring = new Keyring(List.of(A));
    ring.add(B);
    ring.add(A.clone());
    ring.add(B.clone());
    assertThat(ring.keys()).containsExactly(A, B);
    assertThat(ring.primary()).isEqualTo(A);
  }

  @Test
  void aUsedKeyMovesToTheFrontAndTheOthersKeepTheirOrder() {
    var ring = new Keyring(List.of(A, B, C));
    ring.use(C);
    assertThat(ring.keys()).containsExactly(C, A, B);
    ring.use(C);
    assertThat(ring.keys()).containsExactly(C, A, B);
  }

  @Test
  void refusalsAreInSerfsWords() {
    var ring = new Keyring(List.of(A, B));
    assertThatThrownBy(() -> ring.use(C))
        .isInstanceOf(SwimException.class)
        .hasMessage("Requested key is not in the keyring");
    assertThatThrownBy(() -> ring.remove(A))
        .isInstanceOf(SwimException.class)
        .hasMessage("Removing the primary key is not allowed");
    assertThat(ring.keys()).containsExactly(A, B);
  }

  @Test
  void removingAnAbsentKeyIsASuccess() {
    var ring = new Keyring(List.of(A, B));
    ring.remove(C);
    ring.remove(B);
    ring.remove(B);
    assertThat(ring.keys()).containsExactly(A);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 17, 31, 33, 64})
  void onlyTheKeySizesOfAesAreAccepted(int size) {
    assertThatThrownBy(() -> new Keyring(List.of(new byte[size])))
        .isInstanceOf(SwimException.class)
        .hasMessage("key size must be 16, 24 or 32 bytes");
    assertThat(new Keyring(List.of(new byte[16], new byte[24], new byte[32])).keys()).hasSize(3);
  }

  @Test
  void keysAreCopiedOnTheWayInAndOut() {
    byte[] mine = A.clone();
    var ring = new Keyring(List.of(mine));
    mine[0] = 99;
    ring.primary()[0] = 99;
    ring.keys().getFirst()[0] = 99;
    assertThat(ring.primary()).isEqualTo(A);
  }

  @Test
  void peopleSeeFingerprintsOnly() {
    assertThat(new Keyring(List.of(A, B)))
        .hasToString("[" + Keyring.fingerprint(A) + ", " + Keyring.fingerprint(B) + "]");
    // sha256sum of sixteen bytes 01
    assertThat(Keyring.fingerprint(A)).isEqualTo("sha256:cc8cd41c…");
  }
}
