package io.kserf.swim.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompoundTest {
  private static final byte[] PART = {8, 1, 2};

  private static List<byte[]> parts(int count) {
    return Collections.nCopies(count, PART);
  }

  @Test
  void theOverheadIsWhatACompoundAdds() {
    assertThat(Compound.of(parts(5)))
        .hasSize(Compound.OVERHEAD_BYTES + 5 * (Compound.PART_OVERHEAD_BYTES + PART.length))
        .startsWith(7, 5, 0, 3, 0, 3);
  }

  @Test
  void manyMessagesAreSplitSoThatOldPeersCanReadThem() {
    var packets = Compound.split(parts(300));
    assertThat(packets).hasSize(3).allMatch(packet -> (packet[1] & 0xff) < 128);
    assertThat(packets.stream().mapToInt(packet -> packet[1]).sum()).isEqualTo(300);
  }

  @Test
  void aMessageThatIsAloneGoesBare() {
    assertThat(Compound.split(parts(128)).getLast()).isSameAs(PART);
    assertThat(Compound.split(parts(1))).containsExactly(PART);
    assertThat(Compound.split(parts(0))).isEmpty();
  }

  @Test
  void whatTheFormatCannotHoldIsRefused() {
    assertThatThrownBy(() -> Compound.of(parts(256)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a compound cannot hold 256 messages");
    assertThatThrownBy(() -> Compound.of(List.of(new byte[65_536])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a compound cannot hold a message of 65536 bytes");
  }
}
