package io.kserf.swim;

import static io.kserf.swim.Instance.META;
import static io.kserf.swim.Instance.address;
import static io.kserf.swim.Instance.alive;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.wire.Message;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PacketsTest {
  private static final Keyring KEYRING = new Keyring(List.of(new byte[16]));

  /** As in memberlist, the two bytes for the length of the reply itself are not counted. */
  private static final int BRIM = 1400 + 2;

  private final Instance self = quiet(settings -> {}, Keyring.disabled());

  /** Without own timers, and with nothing queued any more. */
  private static Instance quiet(Consumer<Settings> change, Keyring keyring) {
    var instance =
        Instance.started(
            settings -> {
              settings.quiet();
              change.accept(settings);
            },
            keyring);
    while (!instance.gossiped().isEmpty()) {
      // The replies themselves take the queued broadcasts along, each of them so many times.
    }
    instance.sent.clear();
    return instance;
  }

  @AfterEach
  void nothingWentWrongInside() {
    assertThat(self.telemetry.count(Complaints.INTERNAL_ERROR)).isZero();
  }

  @Property(tries = 60)
  void aReplyIsFilledToTheBrimButNotBeyond(
      @ForAll @IntRange(min = 9, max = 50) int length, @ForAll boolean encrypted) {
    Instance any = quiet(settings -> {}, encrypted ? KEYRING : Keyring.disabled());
    for (int i = 0; i < 200; i++) {
      any.delegate.outgoing.add(new byte[length]);
    }
    List<Message> carried = any.gossiped();
    int size = any.sent.getLast().datagram().length;

    assertThat(carried).isNotEmpty().allMatch(Message.User.class::isInstance);
    assertThat(size).isLessThanOrEqualTo(BRIM);
    // Two bytes of length and one of type are what another one would have cost beyond its own.
    assertThat(size + length + 3).isGreaterThan(BRIM);
  }

  @Test
  void membershipIsCountedBeforeTheDelegateIsAsked() {
    for (int i = 2; i < 40; i++) {
      self.hear(alive(i, 1));
    }
    for (int i = 0; i < 100; i++) {
      self.delegate.outgoing.add(new byte[] {42});
    }
    List<Message> carried = self.gossiped();

    assertThat(self.sent.getLast().datagram().length).isBetween(BRIM - 3, BRIM);
    assertThat(carried).filteredOn(Message.Alive.class::isInstance).hasSizeBetween(10, 30);
    assertThat(carried).last().isInstanceOf(Message.User.class);
  }

  @Test
  void aTickOfGossipFillsItsPacketButNotBeyond() {
    var talkative = Instance.started(settings -> settings.probeInterval = Duration.ZERO);
    talkative.meet(2);
    for (int i = 0; i < 200; i++) {
      talkative.delegate.outgoing.add(new byte[20]);
    }
    talkative.time.advanceMillis(200);

    // Checksums are not counted. Another message would have cost its length and 3 bytes.
    int size = talkative.sent.getFirst().datagram().length - 5;
    assertThat(size).isBetween(1400 - 22, 1400);
  }

  @Test
  void pingsAndIndirectPingsTakeBroadcastsAlong() {
    var asker = Instance.started(settings -> settings.gossipNodes = 0);
    asker.meet(2, 3);
    for (int i = 0; i < 1_500; i++) {
      if (asker.delegate.outgoing.isEmpty()) {
        asker.delegate.outgoing.add(new byte[] {42});
      }
      asker.time.advanceMillis(1);
    }

    assertThat(asker.sent(Message.IndirectPing.class)).isNotEmpty();
    assertThat(asker.sent).allSatisfy(PacketsTest::assertTakesBroadcastsAlong);
  }

  @Test
  void acksAndNacksToMembersTakeBroadcastsAlong() {
    self.meet(2, 3);
    self.sent.clear();
    byte[] asker = address(3).ip();
    self.delegate.outgoing.add(new byte[] {42});
    self.receive(address(3), new Message.Ping(1, "self", asker, 7946, "m3"));
    self.delegate.outgoing.add(new byte[] {42});
    self.receive(
        address(3),
        new Message.IndirectPing(2, address(2).ip(), 7946, "m2", true, asker, 7946, "m3"));
    self.delegate.outgoing.add(new byte[] {42});
    self.time.advanceMillis(500);

    assertThat(self.sent)
        .extracting(packet -> (Object) packet.messages().getFirst().getClass())
        .containsExactly(Message.Ack.class, Message.Ping.class, Message.Nack.class);
    assertThat(self.sent).allSatisfy(PacketsTest::assertTakesBroadcastsAlong);
  }

  private static void assertTakesBroadcastsAlong(Instance.Sent packet) {
    assertThat(packet.messages()).last().isInstanceOf(Message.User.class);
  }

  @Test
  void aLabelTakesItsShareOfThePacket() {
    var labelled = quiet(settings -> settings.label = "pool-1", Keyring.disabled());
    for (int i = 0; i < 100; i++) {
      labelled.delegate.outgoing.add(new byte[50]);
    }
    labelled.gossiped();

    assertThat(labelled.sent.getLast().datagram().length).isBetween(BRIM - 53, BRIM);
  }

  @Test
  void noCompoundHasMoreThan127Parts() {
    var large = quiet(settings -> settings.udpBufferSize = 9000, Keyring.disabled());
    for (int i = 0; i < 300; i++) {
      large.delegate.outgoing.add(new byte[] {1});
    }
    large.gossiped();

    assertThat(large.sent)
        .hasSize(3)
        .allSatisfy(packet -> assertThat(packet.messages()).hasSizeLessThanOrEqualTo(127));
    assertThat(large.sent(Message.User.class)).hasSize(300);
  }

  @Test
  void aCompressedPacketIsSentOnlyIfItIsShorter() {
    var compressing = quiet(settings -> settings.compression = true, Keyring.disabled());
    compressing.swim.sendUser(address(2), new byte[500]);
    compressing.swim.sendUser(address(2), new byte[] {1, 2, 3});

    assertThat(compressing.sent.getFirst().datagram()[0]).isEqualTo((byte) 9);
    assertThat(compressing.sent.getLast().datagram()).containsExactly(8, 1, 2, 3);
  }

  @Test
  void aUserMessageGoesAloneAndWithoutChecksum() {
    self.meet(2);
    self.delegate.outgoing.add(new byte[] {42});
    self.swim.sendUser(address(2), new byte[] {1, 2, 3});

    assertThat(self.sent)
        .singleElement()
        .satisfies(packet -> assertThat(packet.datagram()).containsExactly(8, 1, 2, 3));
  }

  @Test
  void aMemberThatIsNamedAfterItsAddressGetsChecksumsEverywhere() {
    self.hear(alive("10.0.0.2", address(2), 1, META));
    self.swim.sendUser(address(2), new byte[] {1, 2, 3});

    assertThat(self.sent.getLast().datagram()[0]).isEqualTo((byte) 0x0c);
  }

  @Test
  void aPacketThatCannotBeSentIsLoggedAndForgotten() {
    self.failSending(address(2), new SendFailed("no route to host"));
    self.swim.sendUser(address(2), new byte[] {1});
    self.swim.sendUser(Address.of(new byte[3], 7946), new byte[] {1});

    assertThat(self.logged("Failed to send a packet to 10.0.0.2:7946: no route to host"))
        .hasSize(1);
    assertThat(self.telemetry.count(Complaints.INTERNAL_ERROR)).isZero();
  }

  @Test
  void everyByteSentIsCounted() {
    long before = self.telemetry.count("memberlist.udp.sent");
    self.swim.sendUser(address(2), new byte[] {1, 2, 3});

    assertThat(self.telemetry.count("memberlist.udp.sent") - before).isEqualTo(4);
  }
}
