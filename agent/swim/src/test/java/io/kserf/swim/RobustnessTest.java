package io.kserf.swim;

import static io.kserf.swim.Instance.address;
import static io.kserf.swim.Instance.alive;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.wire.Message;
import io.kserf.swim.wire.MessageCodec;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What the network, the delegate and the shell do wrong must never end the instance. */
class RobustnessTest {
  private final Instance self = Instance.started().amongTheWell();

  @Test
  void aBrokenPacketIsCountedAndToldWithItsSource() {
    self.swim.onDatagram(address(9), new byte[] {99, 1, 2, 3});

    assertThat(self.telemetry.count("memberlist.malformed")).isEqualTo(1);
    assertThat(self.logged("WARN memberlist: Dropped a packet from 10.0.0.9:7946: ")).hasSize(1);
  }

  @Test
  void anEmptyPacketIsNothing() {
    self.swim.onDatagram(address(9), new byte[0]);

    assertThat(self.telemetry.count("memberlist.malformed")).isZero();
  }

  @Test
  void aFloodOfBrokenPacketsIsOneLineASecondThatCountsTheOthers() {
    for (int i = 0; i < 1000; i++) {
      self.swim.onDatagram(address(9), new byte[] {99});
    }
    assertThat(self.logged("Dropped a packet")).hasSize(1);

    self.time.advance(Duration.ofSeconds(1));
    self.swim.onDatagram(address(9), new byte[] {99});
    assertThat(self.logged("Dropped a packet"))
        .hasSize(2)
        .last()
        .asString()
        .endsWith("(999 similar suppressed)");
    assertThat(self.telemetry.count("memberlist.malformed")).isEqualTo(1001);
  }

  @Test
  void aPacketUnderAnotherKeyComesWithAHint() {
    var secret = Instance.started(settings -> {}, new Keyring(List.of(new byte[16])));
    byte[] wrong = new byte[80];
    wrong[0] = 1;
    secret.swim.onDatagram(address(9), wrong);

    assertThat(
            secret.logged(
                "Dropped a packet from 10.0.0.9:7946: No installed keys could decrypt the message"
                    + " (does the sender have a key of this keyring?)"))
        .hasSize(1);
  }

  @Test
  void aPlainPacketToAnEncryptedMemberIsDropped() {
    var secret = Instance.started(settings -> {}, new Keyring(List.of(new byte[16])));
    secret.swim.onDatagram(address(9), MessageCodec.encode(new Message.Ping(1, "", null, 0, "")));

    assertThat(secret.sent).isEmpty();
    assertThat(secret.telemetry.count("memberlist.malformed")).isEqualTo(1);
  }

  @Test
  void aDelegateThatThrowsCostsOneMessageAndALine() {
    self.meet(2);
    self.delegate.failure = new IllegalStateException("a defect of the application");
    self.hear(new Message.User(new byte[] {1}));
    assertThat(self.ask(new Message.PushPull(false, List.of(), new byte[] {1}))).isNull();

    assertThat(self.telemetry.count("memberlist.internal_error")).isEqualTo(2);
    assertThat(self.logged("ERR memberlist: Internal error in the handling of a packet: "))
        .singleElement()
        .asString()
        .contains("a defect of the application", "please report this");

    self.delegate.failure = null;
    self.hear(alive(3, 1));
    assertThat(self.stateOf("m3")).isEqualTo("alive@1");
  }

  @Test
  void probesGoOnWhenTheDelegateThrows() {
    self.meet(2);
    self.delegate.failure = new IllegalStateException("a defect of the application");
    self.time.advance(Duration.ofSeconds(5));
    self.delegate.failure = null;
    self.sent.clear();
    self.time.advance(Duration.ofSeconds(3));

    assertThat(self.sent(Message.Ping.class)).isNotEmpty();
    assertThat(self.stateOf("m2")).isNotEqualTo("unknown");
  }

  @Test
  void aJoinIsAnsweredEvenIfTheMergeThrows() {
    var outcome = new Outcome<Integer>();
    self.swim.join(List.of(new JoinTarget("", address(2))), outcome);
    self.delegate.failure = new IllegalStateException("a defect of the application");
    self.answer(self.exchanges.getLast(), new Message.PushPull(true, List.of(), new byte[] {1}));

    assertThat(outcome.all()).singleElement().asString().contains("internal error while merging");
  }

  @Test
  void aStoppedInstanceIsSilent() {
    self.meet(2, 3);
    self.time.advance(Duration.ofSeconds(3));
    self.time.advanceMillis(5);
    self.swim.stop();
    self.sent.clear();
    assertThat(self.time.waiting()).isZero();

    self.receive(address(2), new Message.Ping(1, "self", null, 0, ""));
    assertThat(self.ask(new Message.Ping(1, "self", null, 0, ""))).isNull();
    self.swim.sendUser(address(2), new byte[] {1});
    var outcome = new Outcome<Void>();
    self.swim.updateMeta(Duration.ZERO, outcome);
    self.swim.stop();
    self.time.advance(Duration.ofMinutes(10));

    assertThat(self.sent).isEmpty();
    assertThat(outcome.all()).containsExactly("this member has stopped");
  }

  @Test
  void stoppingFailsWhatIsUnderWay() {
    self.meet(2);
    var update = new Outcome<Void>();
    var leave = new Outcome<Void>();
    self.swim.updateMeta(Duration.ZERO, update);
    self.swim.leave(Duration.ZERO, leave);
    self.swim.stop();

    assertThat(leave.all()).containsExactly("this member has stopped");
    assertThat(update.all()).hasSize(1);
  }

  @Property(tries = 500)
  void noBytesFromTheNetworkThrow(@ForAll @Size(max = 200) byte[] bytes, @ForAll long seed) {
    var random = new Random(seed);
    byte[] typed = bytes.clone();
    if (typed.length > 0) {
      typed[0] = (byte) random.nextInt(14);
    }
    self.swim.onDatagram(address(9), typed);
    self.swim.onStream(address(9), typed.clone());

    assertThat(self.telemetry.count("memberlist.internal_error")).isZero();
  }
}
