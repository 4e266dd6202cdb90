package io.kserf.swim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.wire.Message;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Instance self = Instance.started().amongTheWell();
  private final Outcome<Void> outcome = new Outcome<>();

  @AfterEach
  void nothingWentWrongInside() {
    assertThat(self.telemetry.count(Complaints.INTERNAL_ERROR)).isZero();
  }

  @Test
  void newMetaIsAnnouncedWithTheNextIncarnation() {
    self.delegate.meta = new byte[] {1, 2};
    self.swim.updateMeta(TIMEOUT, outcome);

    assertThat(self.stateOf("self")).isEqualTo("alive@2");
    assertThat(self.swim.self().meta()).containsExactly(1, 2);
    assertThat(self.delegate.events).containsExactly("join self", "update self");
    assertThat(self.gossiped())
        .singleElement()
        .isInstanceOfSatisfying(
            Message.Alive.class, alive -> assertThat(alive.meta()).containsExactly(1, 2));
  }

  @Test
  void aloneAnUpdateIsDoneAtOnce() {
    self.swim.updateMeta(TIMEOUT, outcome);
    self.time.advanceMillis(0);

    assertThat(outcome.all()).containsExactly("ok");
  }

  @Test
  void amongOthersAnUpdateIsDoneWhenItsBroadcastIs() {
    self.meet(2);
    self.swim.updateMeta(TIMEOUT, outcome);
    for (int i = 0; i < 4; i++) {
      assertThat(outcome.all()).isEmpty();
      self.gossiped();
    }
    self.time.advanceMillis(0);

    assertThat(outcome.all()).containsExactly("ok");
  }

  @Test
  void anUpdateThatANewerOneReplacesIsDone() {
    self.meet(2);
    self.swim.updateMeta(TIMEOUT, outcome);
    self.swim.updateMeta(TIMEOUT, new Outcome<>());
    self.time.advanceMillis(0);

    assertThat(outcome.all()).containsExactly("ok");
  }

  @Test
  void anUpdateThatDoesNotSpreadTimesOut() {
    var mute = mute();
    mute.swim.updateMeta(TIMEOUT, outcome);
    mute.time.advance(TIMEOUT);

    assertThat(outcome.all()).containsExactly("timeout waiting for update broadcast");
  }

  @Test
  void withoutATimeoutAnUpdateWaitsAsLongAsItTakes() {
    var mute = mute();
    mute.swim.updateMeta(Duration.ZERO, outcome);
    mute.time.advance(Duration.ofHours(1));

    assertThat(outcome.all()).isEmpty();
  }

  @Test
  void metaBeyondTheLimitIsRefused() {
    self.delegate.meta = new byte[513];
    self.swim.updateMeta(TIMEOUT, outcome);

    assertThat(outcome.all()).containsExactly("513 bytes of meta are more than the limit of 512");
    assertThat(self.stateOf("self")).isEqualTo("alive@1");
  }

  @Test
  void aLeaveIsADeathInItsOwnName() {
    self.meet(2);
    self.swim.leave(TIMEOUT, outcome);

    assertThat(self.stateOf("self")).isEqualTo("left@1");
    assertThat(self.delegate.events).endsWith("left self");
    assertThat(self.gossiped()).contains(new Message.Dead(1, "self", "self"));
  }

  @Test
  void aLeaveIsDoneWhenItsBroadcastIs() {
    self.meet(2);
    self.swim.leave(TIMEOUT, outcome);
    for (int i = 0; i < 4; i++) {
      assertThat(outcome.all()).isEmpty();
      self.gossiped();
    }
    self.time.advanceMillis(0);

    assertThat(outcome.all()).containsExactly("ok");
  }

  @Test
  void aloneALeaveIsDoneAtOnce() {
    self.swim.leave(TIMEOUT, outcome);
    self.time.advanceMillis(0);

    assertThat(outcome.all()).containsExactly("ok");
  }

  @Test
  void aLeaveThatDoesNotSpreadTimesOut() {
    var mute = mute();
    mute.swim.leave(TIMEOUT, outcome);
    mute.time.advance(TIMEOUT);

    assertThat(outcome.all()).containsExactly("timeout waiting for leave broadcast");
  }

  @Test
  void leavingTwiceIsSuccess() {
    self.swim.leave(TIMEOUT, new Outcome<>());
    self.swim.leave(TIMEOUT, outcome);

    assertThat(outcome.all()).containsExactly("ok");
    assertThat(self.delegate.events).containsOnlyOnce("left self");
  }

  @Test
  void whoHasLeftStillAnswersAndGossips() {
    self.meet(2);
    self.swim.leave(TIMEOUT, outcome);
    self.sent.clear();
    self.receive(Instance.address(2), new Message.Ping(5, "self", null, 0, ""));
    assertThat(self.sent(Message.Ack.class)).hasSize(1);

    self.time.advance(Duration.ofSeconds(1));
    assertThat(outcome.all()).containsExactly("ok");
  }

  @Test
  void whoHasLeftHasNothingToUpdate() {
    self.swim.leave(TIMEOUT, new Outcome<>());
    self.swim.updateMeta(TIMEOUT, outcome);

    assertThat(outcome.all())
        .containsExactly("this member has left: nobody would hear of an update");
    assertThat(self.stateOf("self")).isEqualTo("left@1");
  }

  /** With another member, but no way to tell it anything. */
  private static Instance mute() {
    var instance = Instance.started(Settings::quiet);
    instance.meet(2);
    return instance;
  }
}
