package io.kserf.operator.agents;

import io.kserf.rpc.RpcException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Carries directives out, each on a thread of its own, and none again before the last attempt has
 * had time to show its effect. Thread-safe; no method waits.
 */
final class Errands {
  private static final Duration AFTER_SUCCESS = Duration.ofSeconds(3);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(15);

  private final Consumer<Directive> teller;
  private final Runnable changed;
  private final LongSupplier nanoTime;
  private final Map<Directive, Attempt> attempts = new HashMap<>(); // guarded by this

  /**
   * @param teller tells the agent and waits for its answer; throws {@link RpcException}
   * @param changed called when an attempt has ended
   */
  Errands(Consumer<Directive> teller, Runnable changed, LongSupplier nanoTime) {
    this.teller = teller;
    this.changed = changed;
    this.nanoTime = nanoTime;
  }

  private sealed interface Attempt {
    record UnderWay() implements Attempt {}

    record Ended(Optional<String> problem, long againFrom) implements Attempt {}
  }

  /** Everything that is to be done now; what is not among it any more is forgotten. */
  synchronized void carryOut(List<Directive> directives) {
    attempts
        .entrySet()
        .removeIf(
            tried ->
                tried.getValue() instanceof Attempt.Ended && !directives.contains(tried.getKey()));
    directives.stream().filter(this::isDue).forEach(this::start);
  }

  /** What could not be done, a line each. */
  synchronized List<String> problems() {
    var problems = new ArrayList<String>();
    attempts.forEach(
        (directive, attempt) -> {
          if (attempt instanceof Attempt.Ended ended) {
            ended
                .problem()
                .ifPresent(
                    problem ->
                        problems.add(
                            directive.agent() + " cannot " + directive.what() + ": " + problem));
          }
        });
    return problems.stream().sorted().toList();
  }

  private boolean isDue(Directive directive) {
    return switch (attempts.get(directive)) {
      case null -> true;
      case Attempt.UnderWay underWay -> false;
      case Attempt.Ended ended -> nanoTime.getAsLong() - ended.againFrom() >= 0;
    };
  }

  private void start(Directive directive) {
    attempts.put(directive, new Attempt.UnderWay());
    Thread.ofVirtual()
        .name("errand-" + directive.agent())
        .start(() -> end(directive, outcome(directive)));
  }

  private Optional<String> outcome(Directive directive) {
    try {
      teller.accept(directive);
      return Optional.empty();
    } catch (RpcException e) {
      return Optional.of(Optional.ofNullable(e.getMessage()).orElse("no answer"));
    }
  }

  private void end(Directive directive, Optional<String> problem) {
    synchronized (this) {
      var pause = problem.isPresent() ? AFTER_FAILURE : AFTER_SUCCESS;
      attempts.put(directive, new Attempt.Ended(problem, nanoTime.getAsLong() + pause.toNanos()));
    }
    changed.run();
  }
}
