package io.kserf.swim;

import static io.kserf.swim.Instance.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.wire.Message;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TelemetryTest {
  private final Instance self = Instance.started().amongTheWell();

  @Test
  void everyAppliedRumourIsCounted() {
    assertThat(self.telemetry.count("memberlist.msg.alive")).as("its own").isEqualTo(1);
    self.meet(2, 2);
    self.hear(Instance.suspect(2, 1, "m9"));
    self.hear(Instance.dead(2, 1));
    self.hear(Instance.dead(2, 1));

    assertThat(self.telemetry.count("memberlist.msg.alive")).isEqualTo(2);
    assertThat(self.telemetry.count("memberlist.msg.suspect")).isEqualTo(1);
    assertThat(self.telemetry.count("memberlist.msg.dead")).isEqualTo(1);
  }

  @Test
  void packetsAreCountedByTheirBytes() {
    self.swim.onDatagram(address(2), new byte[] {99, 1});
    assertThat(self.telemetry.count("memberlist.udp.received")).isEqualTo(2);

    self.receive(address(2), new Message.Ping(1, "self", null, 0, ""));
    assertThat(self.telemetry.count("memberlist.udp.sent"))
        .isEqualTo(self.sent.getLast().datagram().length);
  }

  @Test
  void streamsAreCountedOnBothSides() {
    self.ask(new Message.Ping(1, "self", null, 0, ""));
    assertThat(self.telemetry.count("memberlist.tcp.accept")).isEqualTo(1);
    assertThat(self.telemetry.count("memberlist.tcp.sent")).isPositive();
    assertThat(self.telemetry.value("memberlist.size.local")).isNaN();

    self.ask(new Message.PushPull(false, List.of(), new byte[0]));
    assertThat(self.telemetry.value("memberlist.size.local")).isPositive();
    assertThat(self.telemetry.value("memberlist.size.remote")).isPositive();
    assertThat(self.telemetry.value("memberlist.node.instances.alive")).isEqualTo(1);
    assertThat(self.telemetry.value("memberlist.node.instances.left")).isZero();

    self.swim.join(List.of(new JoinTarget("", address(2))), new Outcome<>());
    assertThat(self.telemetry.count("memberlist.tcp.connect")).isEqualTo(1);
  }

  @Test
  void whatTakesTimeIsMeasuredInMilliseconds() {
    self.meet(2);
    self.time.advance(Duration.ofSeconds(31));

    assertThat(self.telemetry.value("memberlist.probeNode")).isEqualTo(1);
    assertThat(self.telemetry.value("memberlist.gossip")).isZero();
    assertThat(self.telemetry.value("memberlist.queue.broadcasts")).isNotNaN();
  }

  @Test
  void anExchangeIsMeasuredWhateverComesOfIt() {
    self.swim.join(List.of(new JoinTarget("", address(2))), new Outcome<>());
    self.time.advanceMillis(7);
    self.exchanges.getLast().reply().failed(new SwimException("connection refused"));

    assertThat(self.telemetry.value("memberlist.pushPullNode")).isEqualTo(7);
  }
}
