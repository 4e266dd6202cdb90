package io.kserf.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.swim.Address;
import io.kserf.swim.wire.Message.Ack;
import io.kserf.swim.wire.MessageCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualNetworkTest {
  private static final byte[] REQUEST = MessageCodec.encode(new Ack(1, null));
  private static final byte[] ANSWER = MessageCodec.encode(new Ack(2, null));
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final VirtualNetwork network = new VirtualNetwork(1);
  private final VirtualHost<Ear> a = host("a", 1);
  private final VirtualHost<Ear> b = host("b", 2);

  /** Notes what comes, and answers streams. */
  private static final class Ear implements HostProcess {
    private final HostServices services;
    private final List<Integer> datagrams = new ArrayList<>();
    private final List<Address> diallers = new ArrayList<>();
    private byte[] answer = ANSWER;

    Ear(HostServices services) {
      this.services = services;
    }

    @Override
    public void start() {}

    @Override
    public void onDatagram(Address from, byte[] datagram) {
      datagrams.add((int) datagram[0]);
    }

    @Override
    public byte[] onStream(Address from, byte[] request) {
      diallers.add(from);
      return answer;
    }
  }

  private VirtualHost<Ear> host(String name, int number) {
    return network.host(name, Address.ipv4(10, 0, 0, number, 7946), Ear::new);
  }

  private void start() {
    a.start();
    b.start();
  }

  private void send(int count) {
    for (int i = 0; i < count; i++) {
      a.process().services.network().send(b.address(), new byte[] {(byte) i});
    }
  }

  private Outcome<byte[]> exchange() {
    var outcome = new Outcome<byte[]>();
    a.process().services.network().exchange(b.address(), REQUEST, TIMEOUT, outcome);
    assertThat(outcome.isOver()).isFalse();
    return outcome;
  }

  private void run(Duration duration) {
    network.time().run(duration);
  }

  @Test
  void aDatagramArrivesAfterTheLatency() {
    start();
    network.setConditions(
        Conditions.lan().withLatency(Duration.ofMillis(10), Duration.ofMillis(10)));
    send(1);
    run(Duration.ofNanos(9_999_999));
    assertThat(b.process().datagrams).isEmpty();
    run(Duration.ofNanos(1));
    assertThat(b.process().datagrams).containsExactly(0);
  }

  @Test
  void datagramsOvertakeEachOtherButNoneIsLostOrRepeatedByDefault() {
    start();
    send(100);
    run(Duration.ofMillis(2));
    assertThat(b.process().datagrams).hasSize(100).doesNotHaveDuplicates();
    assertThat(b.process().datagrams)
        .isNotEqualTo(b.process().datagrams.stream().sorted().toList());
  }

  @Test
  void lossAndDuplicationTakeTheirShare() {
    start();
    network.setConditions(Conditions.lan().withLoss(0.5));
    send(100);
    run(Duration.ofSeconds(1));
    assertThat(b.process().datagrams).hasSizeBetween(30, 70);
    b.process().datagrams.clear();
    network.setConditions(Conditions.lan().withDuplication(1));
    send(100);
    run(Duration.ofSeconds(1));
    assertThat(b.process().datagrams).hasSize(200);
  }

  @Test
  void nothingReachesOrLeavesACrashedProcess() {
    start();
    var services = a.process().services;
    var late = new ArrayList<String>();
    services.timers().after(1_000_000, () -> late.add("timer"));
    send(1);
    a.crash();
    services.network().send(b.address(), new byte[] {7});
    b.process().services.network().send(a.address(), new byte[] {8});
    run(Duration.ofSeconds(1));

    // What was on its way when the sender died still arrives.
    assertThat(b.process().datagrams).containsExactly(0);
    assertThat(late).isEmpty();
    assertThatThrownBy(a::process).hasMessage("nothing runs on a");
    a.start();
    assertThat(a.process().datagrams).isEmpty();
  }

  @Test
  void whatArrivesAtAPausedProcessWaitsInItsOrder() {
    start();
    b.pause(Duration.ofSeconds(1));
    var late = new ArrayList<Long>();
    b.process().services.timers().after(1, () -> late.add(network.time().nowNanos()));
    send(3);
    run(Duration.ofMillis(999));
    assertThat(b.process().datagrams).isEmpty();
    run(Duration.ofMillis(1));
    assertThat(b.process().datagrams).hasSize(3);
    assertThat(late).containsExactly(1_000_000_000L);
  }

  @Test
  void aPartitionCutsBothWaysAndHeals() {
    start();
    network.partition(List.of(a));
    send(3);
    run(Duration.ofSeconds(1));
    assertThat(b.process().datagrams).isEmpty();
    network.heal();
    send(3);
    run(Duration.ofSeconds(1));
    assertThat(b.process().datagrams).hasSize(3);
  }

  @Test
  void aSeveredLinkIsCutInOneDirection() {
    start();
    network.sever(b, a);
    send(1);
    b.process().services.network().send(a.address(), new byte[1]);
    run(Duration.ofSeconds(1));
    assertThat(b.process().datagrams).hasSize(1);
    assertThat(a.process().datagrams).isEmpty();
  }

  @Test
  void aStreamBringsTheReplyAndTheDiallersPortIsNotTheGossipPort() {
    start();
    var outcome = exchange();
    run(Duration.ofMillis(8));
    assertThat(outcome.result()).isEqualTo(ANSWER);
    assertThat(b.process().diallers)
        .singleElement()
        .satisfies(
            from -> {
              assertThat(from.ipText()).isEqualTo("10.0.0.1");
              assertThat(from.port()).isGreaterThan(30_000);
            });
  }

  @Test
  void aStreamToNobodyIsRefusedAndAcrossAPartitionItTimesOut() {
    a.start();
    var refused = exchange();
    run(Duration.ofSeconds(1));
    assertThat(refused.failure()).hasMessage("stream to 10.0.0.2:7946: connection refused");

    b.start();
    network.partition(List.of(a));
    var lost = exchange();
    run(TIMEOUT.minusNanos(1));
    assertThat(lost.isOver()).isFalse();
    run(Duration.ofNanos(1));
    assertThat(lost.failure()).hasMessage("stream to 10.0.0.2:7946: no reply within 5000 ms");
  }

  @Test
  void aStreamWithoutAnAnswerIsClosed() {
    start();
    b.process().answer = null;
    var outcome = exchange();
    run(Duration.ofSeconds(1));
    assertThat(outcome.failure())
        .hasMessage("stream to 10.0.0.2:7946: the stream was closed without an answer");
  }

  @Test
  void aLossySegmentOfAStreamComesLateButComes() {
    start();
    network.setConditions(Conditions.lan().withLoss(0.3));
    var outcomes = new ArrayList<Outcome<byte[]>>();
    for (int i = 0; i < 50; i++) {
      outcomes.add(exchange());
    }
    run(TIMEOUT);
    assertThat(outcomes.stream().filter(Outcome::succeeded)).hasSizeGreaterThan(45);
  }

  @Test
  void eachLifeOfAProcessHasAClockOfItsOwnThatRunsAsTimeDoes() {
    start();
    var first = a.process().services.timers();
    long before = first.nowNanos();
    run(Duration.ofSeconds(3));
    assertThat(first.nowNanos() - before).isEqualTo(3_000_000_000L);
    a.crash();
    a.start();
    assertThat(a.process().services.timers().nowNanos()).isNotEqualTo(first.nowNanos());
  }

  @Test
  void aDefectThatTheEngineTellsOfEndsTheRun() {
    start();
    var log = a.process().services.log();
    assertThatThrownBy(
            () ->
                log.log(
                    io.kserf.swim.Log.Level.ERR,
                    () -> "memberlist: internal error in a timer, which was dropped"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a: [ERR] memberlist: internal error");
  }
}
