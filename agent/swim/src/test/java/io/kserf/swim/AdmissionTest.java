package io.kserf.swim;

import static io.kserf.swim.Instance.address;
import static io.kserf.swim.Instance.alive;
import static io.kserf.swim.Instance.suspect;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.wire.Message;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom a member listens to, by where it comes from. This member and m2, m3, … live at 10.0.0.N. */
class AdmissionTest {
  private static final Address ELSEWHERE = Address.ipv4(203, 0, 113, 9, 7946);

  private final Instance choosy =
      withAdmission(new Admission(List.of(NetworkRange.parse("10.0.0.0/8")), false));
  private final Instance strict = withAdmission(new Admission(List.of(), true));

  private static Instance withAdmission(Admission admission) {
    return Instance.started(
        settings -> {
          settings.quiet();
          settings.admission = admission;
        });
  }

  @AfterEach
  void nothingWentWrongInside() {
    assertThat(choosy.telemetry.count(Complaints.INTERNAL_ERROR)).isZero();
    assertThat(strict.telemetry.count(Complaints.INTERNAL_ERROR)).isZero();
  }

  private static Message.Ping ping(Address answerTo) {
    return new Message.Ping(7, "self", answerTo.ip(), answerTo.port(), "m2");
  }

  private static Message.PushPull join(boolean join, int number) {
    Message.NodeState entry = entry(Instance.name(number), number, 1);
    return new Message.PushPull(join, List.of(entry), new byte[0]);
  }

  @Test
  void packetsAndStreamsFromOutsideTheAllowedNetworksAreNotHeard() {
    choosy.receive(ELSEWHERE, alive(2, 1));
    choosy.receive(ELSEWHERE, ping(ELSEWHERE));

    assertThat(choosy.stateOf("m2")).isEqualTo("unknown");
    assertThat(choosy.sent).isEmpty();
    assertThat(choosy.askFrom(ELSEWHERE, join(true, 2))).isNull();
    assertThat(choosy.telemetry.count(Complaints.UNHEARD)).isEqualTo(3);
    assertThat(choosy.logged("203.0.113.9:7946: the address is in no allowed network"))
        .isNotEmpty();
  }

  @Test
  void thoseInsideAreHeard() {
    choosy.receive(address(9), alive(2, 1));

    assertThat(choosy.stateOf("m2")).isEqualTo("alive@1");
    assertThat(choosy.askFrom(address(3), join(true, 3))).isInstanceOf(Message.PushPull.class);
  }

  @Test
  void whoLivesOutsideIsNoMemberWhoeverSaysSo() {
    choosy.hear(alive("far", ELSEWHERE, 1, Instance.META));

    assertThat(choosy.stateOf("far")).isEqualTo("unknown");
    assertThat(choosy.logged("the member far at 203.0.113.9:7946")).hasSize(1);
  }

  @Test
  void aMemberDoesNotMoveOutside() {
    choosy.hear(alive(2, 1));
    choosy.hear(alive("m2", ELSEWHERE, 5, Instance.META));

    assertThat(choosy.stateOf("m2")).isEqualTo("alive@1");
  }

  @Test
  void anAddressOutsideIsNotJoined() {
    var outcome = new Outcome<Integer>();
    choosy.swim.join(List.of(new JoinTarget("", ELSEWHERE)), outcome);

    assertThat(choosy.exchanges).isEmpty();
    assertThat(outcome.all())
        .singleElement()
        .asString()
        .contains("203.0.113.9:7946: it is in none of the networks that are allowed here");
  }

  @Test
  void strictlyGossipCountsOnlyFromWhereAMemberLives() {
    strict.receive(address(2), alive(2, 1));
    assertThat(strict.stateOf("m2")).isEqualTo("unknown");

    strict.askFrom(address(2), join(true, 2));
    strict.receive(address(9), suspect(2, 1, "m9"));
    assertThat(strict.stateOf("m2")).isEqualTo("alive@1");
    strict.receive(address(2), alive(3, 1));
    assertThat(strict.stateOf("m3")).isEqualTo("alive@1");
    assertThat(strict.telemetry.count(Complaints.UNHEARD)).isEqualTo(2);
  }

  @Test
  void strictlyThePortDoesNotMatterNorTheFormOfTheAddress() {
    strict.askFrom(address(2), join(true, 2));
    byte[] mapped = new byte[16];
    mapped[10] = mapped[11] = (byte) 0xff;
    System.arraycopy(address(2).ip(), 0, mapped, 12, 4);
    strict.receive(Address.of(mapped, 40_000), alive(3, 1));

    assertThat(strict.stateOf("m3")).isEqualTo("alive@1");
  }

  @Test
  void strictlyAPingIsAnsweredOnlyToWhereItCameFrom() {
    strict.receive(address(9), ping(ELSEWHERE));
    assertThat(strict.sent).isEmpty();

    strict.receive(address(9), ping(address(9)));
    assertThat(strict.sent(Message.Ack.class)).hasSize(1);
  }

  @Test
  void strictlyOnlyMembersHaveOthersPinged() {
    Address target = address(5);
    var request =
        new Message.IndirectPing(
            7, target.ip(), target.port(), "m5", true, address(9).ip(), 7946, "m9");
    strict.receive(address(9), request);

    assertThat(strict.sent).isEmpty();
  }

  @Test
  void strictlyWhoJoinsTellsOfItself() {
    assertThat(strict.askFrom(address(9), join(true, 2))).isNull();
    assertThat(strict.stateOf("m2")).isEqualTo("unknown");
    assertThat(strict.askFrom(address(2), join(true, 2))).isNotNull();
  }

  @Test
  void strictlyAnExchangeThatIsNoJoinIsForMembers() {
    assertThat(strict.askFrom(address(2), join(false, 2))).isNull();
    strict.askFrom(address(2), join(true, 2));
    assertThat(strict.askFrom(address(2), join(false, 3))).isNotNull();
  }

  @Test
  void strictlyWhoHasMovedIsKnownAtItsNewAddressOnly() {
    strict.askFrom(address(2), join(true, 2));
    strict.receive(address(2), new Message.Dead(1, "m2", "m2"));
    strict.askFrom(address(3), new Message.PushPull(true, List.of(entry("m2", 3, 2)), new byte[0]));
    assertThat(strict.swim.member("m2").address()).isEqualTo(address(3));

    strict.receive(address(2), alive(4, 1));
    assertThat(strict.stateOf("m4")).isEqualTo("unknown");
    strict.receive(address(3), alive(4, 1));
    assertThat(strict.stateOf("m4")).isEqualTo("alive@1");
  }

  private static Message.NodeState entry(String name, int number, long incarnation) {
    return new Message.NodeState(
        name,
        address(number).ip(),
        7946,
        Instance.META,
        incarnation,
        MemberState.ALIVE.ordinal(),
        Instance.VERSIONS);
  }
}
