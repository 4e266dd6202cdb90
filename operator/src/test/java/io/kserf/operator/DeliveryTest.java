package io.kserf.operator;

import static io.kserf.operator.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.api.v1alpha1.ClusterRef;
import io.kserf.api.v1alpha1.SerfEvent;
import io.kserf.api.v1alpha1.SerfEventSpec;
import io.kserf.api.v1alpha1.SerfEventStatus;
import io.kserf.api.v1alpha1.SerfEventStatus.Phase;
import io.kserf.operator.agents.Broadcast;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private static final Broadcast SENT = new Broadcast("node-1", NOON, OptionalLong.of(7));

  @Test
  void anEventThatWaitsSaysForWhatAndWasNotAttempted() {
    var status = after(null).waiting("ClusterNotFound", "there is no SerfCluster x");

    assertThat(status.phase()).isEqualTo(Phase.PENDING);
    assertThat(status.attempts()).isZero();
    assertThat(status.condition("Broadcast").orElseThrow().message()).contains("SerfCluster x");
  }

  @Test
  void itIsWrittenDownThatItIsSentBeforeItIs() {
    var status = after(null).sending();

    assertThat(status.phase()).isEqualTo(Phase.SENDING);
    assertThat(status.attempts()).isEqualTo(1);
  }

  @Test
  void aRepeatAfterACrashShowsInAttempts() {
    var crashed = after(null).sending();

    assertThat(after(crashed).isOver()).isFalse();
    assertThat(after(crashed).sending().attempts()).isEqualTo(2);
  }

  @Test
  void anEventThatReachedNoAgentWasNotAttempted() {
    var status = after(after(null).sending()).notSent("no agent answers");

    assertThat(status.phase()).isEqualTo(Phase.PENDING);
    assertThat(status.attempts()).isZero();
  }

  @Test
  void anAnswerThatDidNotComeIsAnAttempt() {
    var status = after(after(null).sending()).uncertain("no answer within 10 s");

    assertThat(status.phase()).isEqualTo(Phase.PENDING);
    assertThat(status.attempts()).isEqualTo(1);
    assertThat(status.condition("Broadcast").orElseThrow().reason()).isEqualTo("AnswerLost");
  }

  @Test
  void aSentEventSaysWhenAndFromWhere() {
    var status = after(after(null).sending()).sent(SENT);

    assertThat(status.phase()).isEqualTo(Phase.BROADCAST);
    assertThat(status.sentBy()).isEqualTo("node-1");
    assertThat(status.sentAt()).isEqualTo(NOON);
    assertThat(status.lamportTime()).isEqualTo(7);
    assertThat(status.attempts()).isEqualTo(1);
    assertThat(status.condition("Broadcast").orElseThrow().isTrue()).isTrue();
    assertThat(after(status).isOver()).isTrue();
  }

  @Test
  void aRefusedEventHasFailedForGood() {
    var status = after(after(null).sending()).refused("user event exceeds configured limit");

    assertThat(status.phase()).isEqualTo(Phase.FAILED);
    assertThat(after(status).isOver()).isTrue();
    assertThat(status.condition("Broadcast").orElseThrow().message())
        .contains("user event exceeds configured limit");
  }

  @Test
  void itExpiresAfterItWasFinishedAndNotBefore() {
    var waiting = after(null).waiting("NoAgentAnswers", "");
    var sent = after(after(waiting).sending()).sent(SENT);

    assertThat(after(sent).expiry("1h30m5s")).contains(NOON.plusSeconds(5405));
    assertThat(after(sent).expiry(null)).isEmpty();
    assertThat(after(waiting).expiry("1s")).isEmpty();
  }

  private static Delivery after(@Nullable SerfEventStatus status) {
    var event = new SerfEvent();
    event.setSpec(new SerfEventSpec(new ClusterRef("fleet"), "deploy", null, null, true, null));
    event.setStatus(status);
    return Delivery.of(event, NOON);
  }
}
