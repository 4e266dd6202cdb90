package io.kserf.swim.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.swim.Keyring;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The layers are within the same bounds as {@link PacketCodec}'s, and nothing bad is left out. */
class PacketLayersTest {
  private static final byte[] NACK = MessageCodec.encode(new Message.Nack(1));

  private static PacketLayers open(byte[] datagram) {
    return PacketLayers.open(datagram, "", Keyring.disabled());
  }

  private static byte[] nested(int depth) {
    byte[] bytes = NACK;
    for (int i = 0; i < depth; i++) {
      bytes = Compound.of(List.of(bytes));
    }
    return bytes;
  }

  @Test
  void layersAreFollowedSixteenDeep() {
    assertThat(open(nested(16)).content().type()).isEqualTo(MessageType.COMPOUND);
    assertThatThrownBy(() -> open(nested(17)))
        .isInstanceOf(MalformedMessage.class)
        .hasMessage("layers are nested deeper than 16");
  }

  @Test
  void allCompressedPartsTogetherInflateToABoundedSize() {
    byte[] part = Compression.wrap(MessageCodec.encode(new Message.User(new byte[100_000])));
    assertThat(open(Compound.of(List.of(part, part))).content().type())
        .isEqualTo(MessageType.COMPOUND);
    assertThatThrownBy(() -> open(Compound.of(List.of(part, part, part))))
        .isInstanceOf(MalformedMessage.class);
  }

  @Test
  void aCompoundThatIsCutShortIsRefused() {
    byte[] compound = Compound.of(List.of(NACK, NACK));
    assertThatThrownBy(() -> open(Arrays.copyOf(compound, compound.length - 1)))
        .isInstanceOf(MalformedMessage.class)
        .hasMessage("compound message has 1 truncated messages");
  }

  @Test
  void aChecksumOfOtherBytesIsRefused() {
    byte[] packet = Crc.wrap(NACK);
    packet[packet.length - 1] ^= 1;
    assertThatThrownBy(() -> open(packet)).hasMessageStartingWith("invalid checksum");
  }

  @Test
  void howAPacketWasSealedNamesItsKeyByFingerprint() {
    var keyring = new Keyring(List.of(new byte[16]));
    var codec = new PacketCodec("", false, keyring, new SplittableRandom(1));
    var sealing = PacketLayers.open(codec.seal(NACK, false), "", keyring).sealing().orElseThrow();

    assertThat(sealing.plaintext()).isEqualTo(NACK);
    assertThat(sealing.key()).isEqualTo(new byte[16]);
    assertThat(sealing).asString().contains(Keyring.fingerprint(new byte[16]));
  }
}
