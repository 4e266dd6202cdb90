package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.serf.TestPool.Node;
import io.kserf.serf.wire.QueryMessage;
import io.kserf.serf.wire.QueryResponse;
import io.kserf.serf.wire.RelayMessage;
import io.kserf.serf.wire.SerfMessage;
import io.kserf.swim.Address;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A pool is no means to flood whoever somebody names in a forged query or relay. */
class StrangersInAPoolTest {
  private static final Address VICTIM = Address.ipv4(203, 0, 113, 7, 53);
  private static final int FLOOD = 5_000;

  /** What an IP address that is no member's gets in a second, and at once: {@code Strangers}. */
  private static final int BYTES_PER_SECOND = 4096;

  private final TestPool pool = new TestPool();
  private final Node a = pool.start("a", s -> s.silent().queryResponseSizeLimit(4096));
  private final Stranger member = Stranger.among(pool, a);
  private final Sink victim = new Sink();

  StrangersInAPoolTest() {
    pool.connect(VICTIM, victim);
  }

  /** Counts what comes. */
  private static final class Sink implements TestPool.Peer {
    private int packets;
    private int bytes;

    @Override
    public void onDatagram(Address from, byte[] datagram) {
      packets++;
      bytes += datagram.length + 28;
    }

    @Override
    public byte @Nullable [] onStream(Address from, byte[] request) {
      return null;
    }
  }

  private static QueryMessage query(int number, Address asker, String name, int relayFactor) {
    return new QueryMessage(
        1 + number % 100,
        number,
        asker.ip(),
        asker.port(),
        name,
        null,
        QueryMessage.ACK,
        relayFactor,
        1_000_000_000,
        "load",
        null);
  }

  private void floodFor10Seconds(IntFunction<SerfMessage> message) {
    for (int i = 0; i < FLOOD; i++) {
      member.say(message.apply(i));
      pool.advance(Duration.ofSeconds(10).dividedBy(FLOOD));
    }
    pool.advance(Duration.ofSeconds(1));
  }

  private void assertBounded() {
    assertThat(victim.bytes)
        .isLessThanOrEqualTo(12 * BYTES_PER_SECOND)
        .isGreaterThan(5 * BYTES_PER_SECOND);
  }

  @Test
  void acksOfForgedQueriesBringAVictimNoMoreThanASmallBoundASecond() {
    floodFor10Seconds(i -> query(i, VICTIM, "victim", 0));

    assertBounded();
    assertThat(a.seen.queries()).hasSize(FLOOD);
  }

  @Test
  void norDoTheAnswers() {
    floodFor10Seconds(
        i -> {
          a.seen.queries().forEach(query -> query.responder().respond(new byte[1000]));
          a.seen.events.clear();
          return query(i, VICTIM, "victim", 0);
        });

    assertBounded();
  }

  @Test
  void aMembersNameOpensNoOtherAddress() {
    floodFor10Seconds(i -> query(i, VICTIM, i % 2 == 0 ? "stranger" : "a", 0));

    assertBounded();
  }

  @Test
  void neitherDoesNoName() {
    floodFor10Seconds(i -> query(i, VICTIM, "", 0));

    assertBounded();
  }

  @Test
  void membersRelayNoMoreForAVictimThanTheyTellIt() {
    floodFor10Seconds(i -> query(i, VICTIM, "victim", 1));

    int relayed =
        member.heard(RelayMessage.class).stream().mapToInt(relay -> relay.encode().length).sum();
    assertThat(relayed).isPositive();
    assertThat(relayed + victim.bytes).isLessThanOrEqualTo(12 * BYTES_PER_SECOND);
  }

  @Test
  void forgedRelaysAreBoundedAsWell() {
    byte[] inner = new byte[300];
    new SplittableRandom(1).nextBytes(inner);
    floodFor10Seconds(i -> new RelayMessage(VICTIM.ip(), VICTIM.port(), "", "victim", inner));

    assertBounded();
  }

  @Test
  void whatIsLeftOutIsCountedAndTold() {
    for (int i = 0; i < 1000; i++) {
      member.say(query(i, VICTIM, "victim", 0));
    }
    pool.advance(Duration.ofSeconds(1));

    assertThat(a.seen.counters).containsEntry("serf.query_unanswered", 1000L - victim.packets);
    assertThat(a.seen.log)
        .filteredOn(line -> line.contains("Too many queries in the name of 203.0.113.7:53"))
        .hasSize(1);
  }

  @Test
  void aMemberIsAnsweredAsOftenAsItAsks() {
    for (int i = 0; i < 1000; i++) {
      member.say(query(i, Stranger.ADDRESS, "stranger", 1));
    }
    pool.advance(Duration.ofSeconds(1));

    assertThat(member.heard(QueryResponse.class)).hasSize(1000);
    assertThat(member.heard(RelayMessage.class)).hasSize(1000);
  }

  @Test
  void soIsAMemberOfAnOldVersionThatDoesNotSayWhoItIs() {
    for (int i = 0; i < 1000; i++) {
      member.say(query(i, Stranger.ADDRESS, "", 0));
    }
    pool.advance(Duration.ofSeconds(1));

    assertThat(member.heard(QueryResponse.class)).hasSize(1000);
  }

  @Test
  void relaysToAMemberAreNotBounded() {
    byte[] answer = new QueryResponse(1, 1, "b", 0, new byte[300]).encode();
    for (int i = 0; i < 1000; i++) {
      member.say(
          new RelayMessage(Stranger.ADDRESS.ip(), Stranger.ADDRESS.port(), "", "stranger", answer));
    }
    pool.advance(Duration.ofSeconds(1));

    assertThat(member.heard(QueryResponse.class)).hasSize(1000);
  }

  @Test
  void whoAsksBeforeItIsKnownIsAnsweredSomeTimesASecond() {
    for (int i = 0; i < 25; i++) {
      member.say(query(i, VICTIM, "newcomer", 0));
    }
    pool.advance(Duration.ofSeconds(1));

    assertThat(victim.packets).isEqualTo(25);
  }

  @Test
  void aMemberIsAnsweredByItselfAsOftenAsItAsks() {
    var replies = new Replies();
    for (int i = 0; i < 1000; i++) {
      replies.ask(a, Replies.acknowledged(0));
    }
    pool.advance(Duration.ofSeconds(1));

    assertThat(replies.heard()).filteredOn("ack a"::equals).hasSize(1000);
  }
}
