package io.kserf.swim;

import static io.kserf.swim.Instance.ADDRESS;
import static io.kserf.swim.Instance.META;
import static io.kserf.swim.Instance.alive;
import static io.kserf.swim.Instance.dead;
import static io.kserf.swim.Instance.left;
import static io.kserf.swim.Instance.suspect;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.wire.Message;
import io.kserf.swim.wire.Message.NodeState;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One forged message must not bring a member to an incarnation that nobody can outbid. */
class IncarnationReachTest {
  private static final long FAR = 1L << 31;

  private final Instance self = Instance.started().amongTheWell();

  @AfterEach
  void nothingWentWrongInside() {
    assertThat(self.telemetry.count(Complaints.INTERNAL_ERROR)).isZero();
  }

  static Stream<Message> forgedAboutSelf() {
    return Stream.of(
        new Message.Suspect(Incarnation.MAX, "self", "m2"),
        new Message.Dead(Incarnation.MAX, "self", "m2"),
        new Message.Dead(Incarnation.MAX, "self", "self"),
        alive("self", ADDRESS, Incarnation.MAX, new byte[] {1}));
  }

  @ParameterizedTest
  @MethodSource("forgedAboutSelf")
  void theHighestIncarnationSaidOfThisMemberIsIgnored(Message forged) {
    self.hear(forged);

    assertThat(self.stateOf("self")).isEqualTo("alive@1");
    assertThat(self.telemetry.count(Complaints.MALFORMED)).isEqualTo(1);
    assertThat(
            self.logged(
                "Dropped a packet from 10.0.0.99:7946:"
                    + " 'self' cannot be at incarnation 4294967295: it was at 1"))
        .hasSize(1);

    self.hear(new Message.Suspect(1, "self", "m2"));
    assertThat(self.stateOf("self")).as("an honest accusation").isEqualTo("alive@2");
  }

  static Stream<Message> forgedAboutOthers() {
    return Stream.of(
        suspect(2, Incarnation.MAX, "m3"),
        dead(2, Incarnation.MAX),
        left(2, Incarnation.MAX),
        alive(2, Incarnation.MAX),
        suspect(2, FAR + 2, "m3"));
  }

  @ParameterizedTest
  @MethodSource("forgedAboutOthers")
  void aRumourThatIsTooFarAheadOfWhatIsKnownIsIgnored(Message forged) {
    self.meet(2);
    self.hear(forged);

    assertThat(self.stateOf("m2")).isEqualTo("alive@1");
    assertThat(self.gossiped()).doesNotContain(forged);
    self.hear(alive(2, 2));
    assertThat(self.stateOf("m2")).as("its own news").isEqualTo("alive@2");
  }

  @Test
  void aPushPullEntryThatIsTooFarAheadCostsOnlyItself() {
    self.meet(2);
    var forged =
        new NodeState(
            "m2",
            Instance.address(2).ip(),
            7946,
            META,
            Incarnation.MAX,
            MemberState.DEAD.ordinal(),
            Instance.VERSIONS);
    var honest =
        new NodeState(
            "m3",
            Instance.address(3).ip(),
            7946,
            META,
            1,
            MemberState.ALIVE.ordinal(),
            Instance.VERSIONS);
    self.ask(new Message.PushPull(false, List.of(forged, honest), new byte[0]));

    assertThat(self.stateOf("m2")).isEqualTo("alive@1");
    assertThat(self.stateOf("m3")).isEqualTo("alive@1");
  }

  @Test
  void whateverOthersMayHaveBelievedIsOutbid() {
    self.hear(new Message.Suspect(FAR + 1, "self", "m2"));

    assertThat(self.stateOf("self")).isEqualTo("alive@" + (FAR + 2));
  }

  @Test
  void aRestartedMemberOutbidsWhatItWasDrivenToInItsLastLife() {
    self.hear(new Message.Dead(FAR + 2, "self", "m2"));

    assertThat(self.stateOf("self")).isEqualTo("alive@" + (FAR + 3));
  }

  @Test
  void theRefutationOfWhatWasBelievedIsBelieved() {
    self.meet(2);
    self.hear(suspect(2, FAR + 1, "m3"));
    assertThat(self.stateOf("m2")).isEqualTo("suspect@" + (FAR + 1));
    self.hear(alive(2, FAR + 2));

    assertThat(self.stateOf("m2")).isEqualTo("alive@" + (FAR + 2));
  }

  @Test
  void aNameNeverHeardOfMayHaveAnyIncarnation() {
    self.hear(alive(2, Incarnation.MAX));

    assertThat(self.stateOf("m2")).isEqualTo("alive@" + Incarnation.MAX);
  }

  @Test
  void whoWasForgottenComesBackWithItsOwnIncarnation() {
    self.hear(alive(2, FAR));
    self.hear(dead(2, FAR));
    self.time.advance(Duration.ofMinutes(5));
    assertThat(self.stateOf("m2")).isEqualTo("unknown");
    self.hear(alive(2, 3));

    assertThat(self.stateOf("m2")).isEqualTo("alive@3");
  }
}
