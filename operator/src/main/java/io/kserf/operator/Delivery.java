package io.kserf.operator;

import io.kserf.api.v1alpha1.Condition;
import io.kserf.api.v1alpha1.SerfEvent;
import io.kserf.api.v1alpha1.SerfEventStatus;
import io.kserf.api.v1alpha1.SerfEventStatus.Phase;
import io.kserf.operator.agents.Broadcast;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a SerfEvent's status goes on from what it is. Pure. */
final class Delivery {
  static final String BROADCAST = "Broadcast";
  static final String FINISHED = "Finished";

  private final SerfEventStatus before;
  private final @Nullable Long generation;
  private final Instant now;

  private Delivery(SerfEventStatus before, @Nullable Long generation, Instant now) {
    this.before = before;
    this.generation = generation;
    this.now = now;
  }

  static Delivery of(SerfEvent event, Instant now) {
    return new Delivery(
        Objects.requireNonNullElse(event.getStatus(), SerfEventStatus.empty()),
        event.getMetadata().getGeneration(),
        now);
  }

  /** The event was sent, or was refused and will not be. */
  boolean isOver() {
    return before.phase() != null && before.phase().isFinal();
  }

  /** Nothing was handed to an agent yet, because something is missing. */
  SerfEventStatus waiting(String reason, String message) {
    return open(Phase.PENDING, attempts(), reason, message);
  }

  /** It is handed to an agent next. */
  SerfEventStatus sending() {
    return open(Phase.SENDING, attempts() + 1, "Sending", "the event is being handed to an agent");
  }

  /** After {@link #sending}: no agent could be reached, so it was not handed to any. */
  SerfEventStatus notSent(String why) {
    return open(Phase.PENDING, attempts() - 1, "NoAgentAnswers", why);
  }

  /** After {@link #sending}: it may have been sent, and is sent again to be sure. */
  SerfEventStatus uncertain(String why) {
    return open(
        Phase.PENDING,
        attempts(),
        "AnswerLost",
        "an agent was handed the event and its answer did not come, so it is sent again: " + why);
  }

  SerfEventStatus sent(Broadcast broadcast) {
    var message = "sent from " + broadcast.sentBy();
    return new SerfEventStatus(
        generation,
        Phase.BROADCAST,
        attempts(),
        broadcast.lamportTime().isPresent() ? broadcast.lamportTime().getAsLong() : null,
        broadcast.sentBy(),
        broadcast.sentAt(),
        conditions().isTrue(BROADCAST, "Sent", message).isTrue(FINISHED, "Sent", message).list());
  }

  SerfEventStatus refused(String why) {
    var message = "the agent refused the event: " + why;
    return new SerfEventStatus(
        generation,
        Phase.FAILED,
        attempts(),
        null,
        null,
        null,
        conditions()
            .isFalse(BROADCAST, "Refused", message)
            .isTrue(FINISHED, "Refused", message)
            .list());
  }

  /** When the event may be deleted; empty if it is not over, or is to be kept. */
  Optional<Instant> expiry(@Nullable String timeToLive) {
    return Optional.ofNullable(timeToLive)
        .flatMap(
            ttl ->
                before
                    .condition(FINISHED)
                    .filter(Condition::isTrue)
                    .map(condition -> condition.lastTransitionTime().plus(duration(ttl))));
  }

  /** Admission let through only what {@link Duration} reads with its prefix. */
  private static Duration duration(String text) {
    return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
  }

  private SerfEventStatus open(Phase phase, int attempts, String reason, String message) {
    return new SerfEventStatus(
        generation,
        phase,
        attempts,
        null,
        null,
        null,
        List.copyOf(conditions().isFalse(BROADCAST, reason, message).list()));
  }

  private Conditions conditions() {
    return new Conditions(before.conditions(), generation, now);
  }

  private int attempts() {
    return Objects.requireNonNullElse(before.attempts(), 0);
  }
}
