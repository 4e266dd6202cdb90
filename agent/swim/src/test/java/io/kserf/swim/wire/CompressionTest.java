package io.kserf.swim.wire;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CompressionTest {
  @Test
  void anAlgorithmThatIsNotLzwIsRefused() {
    byte[] message =
        new MsgpackWriter()
            .rawByte(MessageType.COMPRESS)
            .mapHeader(2)
            .field("Algo")
            .unsigned(1)
            .field("Buf")
            .bytes(new byte[8])
            .toByteArray();

    assertThatThrownBy(() -> Compression.unwrap(message, 0, message.length, 100))
        .isInstanceOf(MalformedMessage.class)
        .hasMessage("cannot decompress unknown algorithm 1");
  }
}
