package io.kserf.operator;

import io.kserf.api.v1alpha1.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a resource at one moment. A condition that says what it said before keeps the
 * time of its last transition.
 */
final class Conditions {
  /** What {@code kubectl get} can show; the API server takes more. */
  private static final int MESSAGE_LENGTH = 1024;

  private final Collection<Condition> before;
  private final @Nullable Long generation;
  private final Instant now;
  private final List<Condition> conditions = new ArrayList<>();

  Conditions(Collection<Condition> before, @Nullable Long generation, Instant now) {
    this.before = before;
    this.generation = generation;
    this.now = now;
  }

  Conditions isTrue(String type, String reason, String message) {
    return set(type, Condition.Status.TRUE, reason, message);
  }

  Conditions isFalse(String type, String reason, String message) {
    return set(type, Condition.Status.FALSE, reason, message);
  }

  Conditions isUnknown(String type, String reason, String message) {
    return set(type, Condition.Status.UNKNOWN, reason, message);
  }

  Conditions set(String type, boolean holds, String reason, String message) {
    return holds ? isTrue(type, reason, message) : isFalse(type, reason, message);
  }

  /** Says again what was said before; if nothing was, that it is not known yet. */
  Conditions asBefore(String type) {
    before.stream()
        .filter(condition -> condition.type().equals(type))
        .findFirst()
        .ifPresentOrElse(
            conditions::add,
            () -> isUnknown(type, "Connecting", "the operator is connecting to the agents"));
    return this;
  }

  List<Condition> list() {
    return List.copyOf(conditions);
  }

  private Conditions set(String type, Condition.Status status, String reason, String message) {
    var since =
        before.stream()
            .filter(condition -> condition.type().equals(type))
            .filter(condition -> condition.status() == status)
            .map(Condition::lastTransitionTime)
            .findFirst()
            .orElse(now);
    conditions.add(new Condition(type, status, generation, since, reason, shortened(message)));
    return this;
  }

  private static String shortened(String message) {
    return message.length() <= MESSAGE_LENGTH
        ? message
        : message.substring(0, MESSAGE_LENGTH - 1) + "…";
  }
}
