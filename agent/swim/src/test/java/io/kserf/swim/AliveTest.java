package io.kserf.swim;

import static io.kserf.swim.Instance.ADDRESS;
import static io.kserf.swim.Instance.META;
import static io.kserf.swim.Instance.address;
import static io.kserf.swim.Instance.alive;
import static io.kserf.swim.Instance.dead;
import static io.kserf.swim.Instance.left;
import static io.kserf.swim.Instance.suspect;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.wire.Message;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AliveTest {
  private static final byte[] OTHER_META = {
    (byte) 0xff, (byte) 0x81, (byte) 0xa1, 'k', (byte) 0xa0
  };

  private final Instance self = Instance.started();

  @AfterEach
  void nothingWentWrongInside() {
    assertThat(self.telemetry.count(Complaints.INTERNAL_ERROR)).isZero();
  }

  @Test
  void thisMemberKnowsItselfFromTheStart() {
    assertThat(self.stateOf("self")).isEqualTo("alive@1");
    assertThat(self.swim.self().address()).isEqualTo(ADDRESS);
    assertThat(self.swim.self().versions()).containsExactly(1, 5, 2, 2, 5, 5);
    assertThat(self.delegate.events).containsExactly("join self");
    assertThat(self.gossiped()).singleElement().isInstanceOf(Message.Alive.class);
  }

  @Test
  void aStrangerIsMetAndToldOn() {
    self.hear(alive(2, 7));

    assertThat(self.stateOf("m2")).isEqualTo("alive@7");
    assertThat(self.delegate.events).endsWith("join m2");
    assertThat(self.gossiped())
        .anySatisfy(
            message -> assertThat(message).usingRecursiveComparison().isEqualTo(alive(2, 7)));
  }

  @Test
  void anAliveRumourAtTheSameIncarnationIsIgnored() {
    self.hear(alive(2, 7));
    self.hear(suspect(2, 7, "m3"));
    self.hear(alive(2, 7));

    assertThat(self.stateOf("m2")).isEqualTo("suspect@7");
  }

  @Test
  void anAliveRumourAtAHigherIncarnationOverridesASuspicion() {
    self.hear(alive(2, 7));
    self.hear(suspect(2, 7, "m3"));
    self.hear(alive(2, 8));

    assertThat(self.stateOf("m2")).isEqualTo("alive@8");
    self.amongTheWell().time.advance(Duration.ofMinutes(1));
    assertThat(self.stateOf("m2")).as("the suspicion was cancelled").isEqualTo("alive@8");
    assertThat(self.delegate.events).as("it never was away").containsOnlyOnce("join m2");
  }

  @Test
  void anAliveRumourAtAHigherIncarnationOverridesADeath() {
    self.hear(alive(2, 7));
    self.hear(dead(2, 7));
    self.hear(alive(2, 7));
    assertThat(self.stateOf("m2")).isEqualTo("dead@7");

    self.hear(alive(2, 8));
    assertThat(self.stateOf("m2")).isEqualTo("alive@8");
    assertThat(self.delegate.events).endsWith("join m2", "failed m2", "join m2");
  }

  @Test
  void aChangeOfMetaIsAnUpdate() {
    self.hear(alive(2, 1));
    self.hear(alive("m2", address(2), 2, OTHER_META));

    assertThat(self.swim.member("m2").meta()).isEqualTo(OTHER_META);
    assertThat(self.delegate.events).endsWith("join m2", "update m2");
  }

  @Test
  void aNewIncarnationWithNothingNewIsNoUpdate() {
    self.hear(alive(2, 1));
    self.hear(alive(2, 2));

    assertThat(self.delegate.events).endsWith("join m2");
  }

  @Test
  void aMemberThatStaysAliveIsAliveSinceTheFirstTime() {
    self.hear(alive(2, 1));
    long since = self.swim.member("m2").stateSinceNanos();
    self.amongTheWell().time.advanceMillis(700);
    self.hear(alive(2, 2));

    assertThat(self.swim.member("m2").stateSinceNanos()).isEqualTo(since);
  }

  @Test
  void aLivingNameFromAnotherAddressIsAConflict() {
    self.hear(alive(2, 1));
    self.hear(alive("m2", address(22), 9, META));

    assertThat(self.stateOf("m2")).isEqualTo("alive@1");
    assertThat(self.swim.member("m2").address()).isEqualTo(address(2));
    assertThat(self.delegate.events).endsWith("conflict m2 10.0.0.22:7946");
    assertThat(self.logged("Conflicting address for m2")).hasSize(1);
  }

  @Test
  void theTwoFormsOfOneAddressAreAConflict() {
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff, 10, 0, 0, 2};
    self.hear(alive(2, 1));
    self.hear(alive("m2", Address.of(mapped, 7946), 2, META));

    assertThat(self.delegate.events).endsWith("conflict m2 10.0.0.2:7946");
  }

  @Test
  void anotherPortIsAConflictToo() {
    self.hear(alive(2, 1));
    self.hear(alive("m2", address(2).withPort(7947), 2, META));

    assertThat(self.delegate.events).endsWith("conflict m2 10.0.0.2:7947");
  }

  @Test
  void somebodyWithThisMembersNameIsAConflict() {
    self.hear(alive("self", address(66), 50, META));

    assertThat(self.delegate.events).endsWith("conflict self 10.0.0.66:7946");
    assertThat(self.stateOf("self")).isEqualTo("alive@1");
  }

  @Test
  void aNameThatHasLeftMayComeBackFromAnotherAddress() {
    self.hear(alive(2, 5));
    self.hear(left(2, 5));
    self.hear(alive("m2", address(22), 1, META));

    assertThat(self.swim.member("m2").address()).isEqualTo(address(22));
    assertThat(self.stateOf("m2")).as("with its own, lower incarnation").isEqualTo("alive@1");
    assertThat(self.delegate.events).endsWith("left m2", "join m2");
  }

  @Test
  void aNameThatHasDiedMayNotMove() {
    self.hear(alive(2, 1));
    self.hear(dead(2, 1));
    self.hear(alive("m2", address(22), 2, META));

    assertThat(self.stateOf("m2")).isEqualTo("dead@1");
    assertThat(self.delegate.events).endsWith("conflict m2 10.0.0.22:7946");
  }

  @Test
  void aNameThatHasDiedMayBeReclaimedAfterTheReclaimTime() {
    var patient =
        Instance.started(settings -> settings.deadNodeReclaimTime = Duration.ofSeconds(10));
    patient.hear(alive(2, 1));
    patient.hear(dead(2, 1));
    patient.time.advance(Duration.ofSeconds(10));
    patient.hear(alive("m2", address(22), 2, META));
    assertThat(patient.stateOf("m2")).isEqualTo("dead@1");

    patient.time.advanceMillis(1);
    patient.hear(alive("m2", address(22), 2, META));
    assertThat(patient.swim.member("m2").address()).isEqualTo(address(22));
  }

  @Test
  void aPortOfZeroIsThePortThatEverybodyBinds() {
    self.hear(alive("m2", address(2).withPort(0), 1, META));

    assertThat(self.swim.member("m2").address()).isEqualTo(address(2));
  }

  @Test
  void versionBytesThatAreMissingKeepTheOldOnes() {
    self.hear(alive(2, 1));
    self.hear(new Message.Alive(2, "m2", address(2).ip(), 7946, META, new byte[] {1, 4, 2}));

    assertThat(self.stateOf("m2")).isEqualTo("alive@2");
    assertThat(self.swim.member("m2").maxProtocol()).isEqualTo(5);
  }

  @Test
  void whoSpeaksNoProtocolIsIgnored() {
    self.hear(
        new Message.Alive(1, "m2", address(2).ip(), 7946, META, new byte[] {0, 5, 2, 2, 5, 5}));
    self.hear(
        new Message.Alive(1, "m3", address(3).ip(), 7946, META, new byte[] {5, 4, 2, 2, 5, 5}));

    assertThat(self.swim.members()).hasSize(1);
    assertThat(self.telemetry.count("memberlist.malformed")).isEqualTo(2);
  }

  @Test
  void whoClaimsWhatNoMemberCanIsIgnored() {
    self.hear(new Message.Alive(1, "m2", new byte[] {1, 2, 3}, 7946, META, Instance.VERSIONS));
    self.hear(new Message.Alive(1, "m2", null, 7946, META, Instance.VERSIONS));
    self.hear(alive("", address(2), 1, META));
    self.hear(alive("m2", address(2), 1, new byte[513]));

    assertThat(self.swim.members()).hasSize(1);
    assertThat(self.telemetry.count("memberlist.malformed")).isEqualTo(4);
  }
}
