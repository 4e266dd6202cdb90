package io.kserf.serf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.serf.wire.SerfMessage;
import io.kserf.serf.wire.UserEventMessage;
import io.kserf.swim.Turn;
import org.junit.jupiter.api.Test;

class UserEventsTest {
  private final Layer layer = new Layer();

  @Test
  void anEventIsDeliveredHereAndQueuedForTheOthers() {
    layer.userEvents.send("deploy", bytes("v2"), true);

    assertThat(layer.seen.userEvents()).containsExactly("deploy@1=v2");
    assertThat(layer.seen.counters).containsEntry("serf.events", 1L);
    assertThat(layer.broadcasts.take(Turn.ofAll(1), 3, 1400).stream().map(SerfMessage::decode))
        .singleElement()
        .isInstanceOfSatisfying(
            UserEventMessage.class,
            event -> {
              assertThat(event.lamportTime()).isEqualTo(1);
              assertThat(event.name()).isEqualTo("deploy");
              assertThat(event.payload()).isEqualTo(bytes("v2"));
              assertThat(event.coalesce()).isTrue();
            });
  }

  @Test
  void eachEventThatIsSentHasItsOwnTime() {
    layer.userEvents.send("deploy", bytes("v2"), false);
    layer.userEvents.send("deploy", bytes("v2"), false);

    assertThat(layer.seen.userEvents()).containsExactly("deploy@1=v2", "deploy@2=v2");
  }

  @Test
  void anEventIsDeliveredOnceHoweverOftenItComes() {
    assertThat(layer.userEvents.receive(event(5, "deploy", "v2"))).isTrue();
    assertThat(layer.userEvents.receive(event(5, "deploy", "v2"))).isFalse();

    assertThat(layer.seen.userEvents()).containsExactly("deploy@5=v2");
  }

  @Test
  void eventsOfOneTimeThatDifferInNameOrPayloadAreDifferent() {
    assertThat(layer.userEvents.receive(event(5, "deploy", "v2"))).isTrue();
    assertThat(layer.userEvents.receive(event(5, "deploy", "v3"))).isTrue();
    assertThat(layer.userEvents.receive(event(5, "restart", "v2"))).isTrue();
  }

  @Test
  void aNilPayloadIsAnEmptyOne() {
    assertThat(layer.userEvents.receive(new UserEventMessage(5, "deploy", null, false))).isTrue();
    assertThat(layer.userEvents.receive(new UserEventMessage(5, "deploy", new byte[0], false)))
        .isFalse();

    assertThat(layer.seen.userEvents()).containsExactly("deploy@5=");
  }

  @Test
  void theEventClockWitnessesWhatComes() {
    layer.userEvents.receive(event(5, "deploy", "v2"));

    assertThat(layer.userEvents.clock().time()).isEqualTo(6);
  }

  @Test
  void anEventOlderThanTheRingIsDropped() {
    layer.userEvents.receive(event(1000, "new", ""));

    assertThat(layer.userEvents.receive(event(1001 - 512, "still-good", ""))).isTrue();
    assertThat(layer.userEvents.receive(event(1000 - 512, "too-old", ""))).isFalse();

    assertThat(layer.seen.userEvents()).containsExactly("new@1000=", "still-good@489=");
    assertThat(layer.seen.log)
        .containsExactly("[WARN] serf: received old event too-old from time 488 (current: 1001)");
  }

  @Test
  void aSlotOfTheRingBelongsToTheLatestTimeOnly() {
    layer.userEvents.receive(event(1, "first", ""));
    layer.userEvents.receive(event(1 + 512, "second", ""));

    assertThat(layer.userEvents.ring().past())
        .singleElement()
        .satisfies(past -> assertThat(past.lamportTime()).isEqualTo(513));
  }

  @Test
  void anEventFromBeforeTheMinimumIsDropped() {
    layer.userEvents.ignoreBefore(5);

    assertThat(layer.userEvents.receive(event(4, "old", ""))).isFalse();
    assertThat(layer.userEvents.receive(event(5, "new", ""))).isTrue();
  }

  @Test
  void anEventThatIsTooLongBeforeEncodingIsRefused() {
    assertThatThrownBy(() -> layer.userEvents.send("name", new byte[509], false))
        .isInstanceOf(SerfException.class)
        .hasMessage("user event exceeds configured limit of 512 bytes before encoding");
  }

  @Test
  void anEventThatIsTooLongAfterEncodingIsRefused() {
    assertThatThrownBy(() -> layer.userEvents.send("name", new byte[508], false))
        .hasMessage("encoded user event exceeds configured limit of 512 bytes after encoding");
  }

  @Test
  void theLongestEventThatFitsIsSent() {
    int overhead = new UserEventMessage(1, "name", new byte[400], false).encode().length - 400;

    layer.userEvents.send("name", new byte[512 - overhead], false);

    assertThat(layer.seen.userEvents()).hasSize(1);
  }

  @Test
  void aRefusedEventCostsNoTime() {
    assertThatThrownBy(() -> layer.userEvents.send("name", new byte[1000], false))
        .isInstanceOf(SerfException.class);

    assertThat(layer.userEvents.clock().time()).isEqualTo(1);
  }

  @Test
  void aLimitBeyondADatagramIsRefused() {
    assertThatThrownBy(() -> new Layer(new TestSettings().userEventSizeLimit(9217).build()))
        .isInstanceOf(SerfException.class)
        .hasMessage("user event size limit exceeds limit of 9216 bytes");
    assertThat(new Layer(new TestSettings().userEventSizeLimit(9216).build())).isNotNull();
  }

  @Test
  void whatAReceiverDoesToAPayloadIsSeenByNobodyElse() {
    layer.userEvents.receive(event(5, "deploy", "v2"));

    ((SerfEvent.User) layer.seen.raw.getFirst()).payload()[0] = 'X';
    ((SerfEvent.User) layer.seen.events.getFirst()).payload()[1] = 'Y';

    assertThat(((SerfEvent.User) layer.seen.raw.getFirst()).payload()).isEqualTo(bytes("X2"));
    assertThat(layer.userEvents.receive(event(5, "deploy", "v2"))).isFalse();
  }

  @Test
  void aListenerThatFailsCostsALogLineAndNothingElse() {
    var failing =
        new SerfListener() {
          @Override
          public void onEvent(SerfEvent event) {
            throw new IllegalStateException("a defect of the application");
          }
        };
    var events =
        new EventPipeline(layer.host, layer.settings, layer.table, Recorder.none(), failing);
    var userEvents = new UserEvents(layer.host, layer.settings, layer.broadcasts, events);

    assertThat(userEvents.receive(event(5, "deploy", "v2"))).isTrue();

    assertThat(layer.seen.log)
        .singleElement()
        .asString()
        .contains("internal error in the listener of events", "a defect of the application");
    assertThat(layer.seen.counters).containsEntry(Complaints.INTERNAL_ERROR, 1L);
  }

  static UserEventMessage event(long time, String name, String payload) {
    return new UserEventMessage(time, name, bytes(payload), false);
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void thereIsABoundOnTheEventsOfOneTime() {
    var ring = new EventRing();
    for (int i = 0; i < EventRing.MAX_EVENTS_PER_TIME; i++) {
      assertThat(ring.remember(1, "flood", bytes("" + i))).isTrue();
    }

    assertThat(ring.remember(1, "one-more", bytes(""))).isFalse();
    assertThat(ring.remember(2, "one-more", bytes(""))).isTrue();
  }
}
