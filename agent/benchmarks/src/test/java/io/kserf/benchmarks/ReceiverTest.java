package io.kserf.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That a typical packet does to a member what its benchmark says. */
class ReceiverTest {
  private static final int MEMBERS = 11;
  private static final int FIRST_EVENTS = MEMBERS + 1;

  private final TypicalPacket packet = new TypicalPacket();

  @ParameterizedTest
  @EnumSource
  void theSecondTimeATypicalPacketIsOldNews(Layers layers) {
    var receiver = new Receiver(layers.keyring());
    receiver.receive(packet.gossip(layers));
    receiver.calmDown();
    long sent = receiver.receive(packet.gossip(layers));

    receiver.passTime(Duration.ofMillis(100));

    assertThat(receiver.members()).isEqualTo(MEMBERS);
    assertThat(receiver.events()).isEqualTo(FIRST_EVENTS);
    assertThat(receiver.receive(packet.gossip(layers))).as("datagrams sent").isEqualTo(sent);
  }

  @ParameterizedTest
  @EnumSource
  void aPingIsAnsweredWithOneDatagram(Layers layers) {
    var receiver = new Receiver(layers.keyring());
    receiver.receive(packet.gossip(layers));
    receiver.calmDown();
    long sent = receiver.receive(packet.gossip(layers));

    assertThat(receiver.receive(packet.ping(layers))).isEqualTo(sent + 1);
  }

  @ParameterizedTest
  @EnumSource
  void eachPacketOfNewsBringsAnEvent(Layers layers) {
    var receiver = new Receiver(layers.keyring());
    receiver.receive(packet.gossip(layers));

    packet.news(layers, 5).forEach(receiver::receive);

    assertThat(receiver.events()).isEqualTo(FIRST_EVENTS + 5);
  }
}
