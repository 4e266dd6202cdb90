package io.kserf.daemon.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TailTest {
  private static final int CAPACITY = 7;

  @Property
  void theLastBytesAreKeptInOrderHoweverTheyCome(@ForAll List<byte[]> pieces) {
    var tail = new Tail(CAPACITY);
    var all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      if (piece.length == 1) {
        tail.write(piece[0]);
      } else {
        tail.write(piece, 0, piece.length);
      }
      all.writeBytes(piece);
    }
    byte[] written = all.toByteArray();
    assertThat(tail.written()).isEqualTo(written.length);
    assertThat(tail.bytes())
        .isEqualTo(
            Arrays.copyOfRange(written, Math.max(0, written.length - CAPACITY), written.length));
  }
}
