package io.kserf.benchmarks;

import io.kserf.swim.Identities;
import io.kserf.swim.Identity;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What agents that know a pool take of the heap. They hear of it by push/pull, as agents do; then
 * all garbage is collected, and what is left is divided among them. So nothing is left out: sockets
 * apart, which they do not have.
 */
final class Footprint {
  private static final int STEPS = 13;

  /** How much larger the pool is where time passes for long. */
  private static final int FEWER = 5;

  private static final Duration TOMBSTONES = Duration.ofHours(25);
  private static final double MEGA = 1e6;

  private final int agents;
  private final int members;
  private final int most;
  private final int few;
  private final int step;
  private final Crowd crowd = new Crowd();
  private final byte[] everybody;
  private final Map<Identity, Identity> known = new HashMap<>();
  private final Identities shared = identity -> known.computeIfAbsent(identity, first -> first);

  /**
   * Bytes of the heap.
   *
   * @param alone an agent that shares its identities with nobody
   * @param idle an agent that knows nobody
   * @param perMember what knowing one more member costs an agent, beyond the shared identity
   * @param worstPerMember the same where the tables have just grown
   * @param coordinate what is kept of a member that has answered a ping, besides
   * @param forgotten an agent of whose members all but one have left, and were reaped a day later
   */
  record Bytes(
      double alone,
      double idle,
      double perMember,
      double worstPerMember,
      double coordinate,
      double forgotten) {
    /** An identity, once for all agents. */
    double identity(int members) {
      return (alone - idle) / members - perMember;
    }
  }

  /**
   * @param agents that know everybody, at least 1
   * @param members that each of them knows, and then an eighth more
   */
  Footprint(int agents, int members) {
    this.agents = agents;
    this.members = members;
    this.step = members / 100;
    this.most = members + STEPS * step;
    this.few = members / FEWER;
    this.everybody = crowd.pushPull(0, members);
    // Classes, and what they keep, are there from now on.
    new Onlooker(0, Identities.unshared(), false).hear(crowd.pushPull(0, step));
  }

  Bytes measure() {
    double alone = measureAlone();
    double coordinate = measureCoordinates();
    double forgotten = measureForgotten();
    // It keeps the identities of all that the others are going to hear of.
    var first = new Onlooker(1, shared, false);
    first.hear(crowd.pushPull(0, most));
    long before = Heap.usedBytes();
    List<Onlooker> others = new ArrayList<>();
    for (int i = 0; i < agents; i++) {
      others.add(new Onlooker(i, shared, false));
    }
    double idle = (double) (Heap.usedBytes() - before) / agents;
    others.forEach(agent -> agent.hear(everybody));
    double perMember = perMember(before, idle, members);
    double worst = perMember;
    for (int size = members; size < most; size += step) {
      byte[] more = crowd.pushPull(size, size + step);
      others.forEach(agent -> agent.hear(more));
      worst = Math.max(worst, perMember(before, idle, size + step));
    }
    others.forEach(agent -> requireKnown(agent, most));
    Reference.reachabilityFence(first);
    return new Bytes(alone, idle, perMember, worst, coordinate, forgotten);
  }

  private double perMember(long before, double idle, int size) {
    return ((double) (Heap.usedBytes() - before) / agents - idle) / size;
  }

  private double measureAlone() {
    long before = Heap.usedBytes();
    var agent = new Onlooker(1, Identities.unshared(), false);
    agent.hear(everybody);
    long after = Heap.usedBytes();
    requireKnown(agent, members);
    return after - before;
  }

  /** Lets an agent probe everybody, and lose all but one, whom it can tell. */
  private double measureForgotten() {
    long before = Heap.usedBytes();
    var agent = new Onlooker(1, Identities.unshared(), true);
    agent.hear(crowd.pushPull(0, few));
    agent.passTime(Duration.ofSeconds(few));
    agent.hear(crowd.farewell(1, few));
    agent.passTime(TOMBSTONES);
    long after = Heap.usedBytes();
    if (agent.members() != 2) {
      throw new IllegalStateException(agent.members() + " members are there instead of two");
    }
    return after - before;
  }

  /** Lets an agent probe everybody once, and compares before with after. */
  private double measureCoordinates() {
    var agent = new Onlooker(1, Identities.unshared(), true);
    agent.hear(crowd.pushPull(0, few));
    int knownBefore = coordinates(agent);
    long before = Heap.usedBytes();
    agent.passTime(Duration.ofSeconds(few));
    long after = Heap.usedBytes();
    return (double) (after - before) / (coordinates(agent) - knownBefore);
  }

  private int coordinates(Onlooker agent) {
    int count = 0;
    for (int number = 0; number < few; number++) {
      count += agent.hasCoordinateOf(Crowd.name(number)) ? 1 : 0;
    }
    return count;
  }

  /** So many agents in this JVM; prints what they take together. */
  void fill(Consumer<String> out) {
    long before = Heap.usedBytes();
    List<Onlooker> all = new ArrayList<>();
    for (int i = 0; i < agents; i++) {
      var agent = new Onlooker(i, shared, false);
      agent.hear(everybody);
      all.add(agent);
    }
    long used = Heap.usedBytes() - before;
    all.forEach(agent -> requireKnown(agent, members));
    out.accept(
        line(
            "%,d agents that know %,d members each: %,.0f MB, %.1f bytes for each pair",
            agents, members, used / MEGA, (double) used / agents / members));
  }

  private static void requireKnown(Onlooker agent, int others) {
    if (agent.aliveMembers() != others + 1) {
      throw new IllegalStateException(
          "an agent knows %d members instead of %d".formatted(agent.aliveMembers(), others + 1));
    }
  }

  void print(Consumer<String> out) {
    Bytes bytes = measure();
    out.accept(line("%-58s %,12.0f B", "an agent that knows nobody", bytes.idle()));
    out.accept(
        line("%-58s %,12.0f B", "one that knows " + members + " members, alone", bytes.alone()));
    out.accept(
        line("%-58s %,12.1f B", "a member's identity, once in a JVM", bytes.identity(members)));
    out.accept(
        line("%-58s %,12.1f B", "a member that an agent knows, beyond that", bytes.perMember()));
    out.accept(
        line("%-58s %,12.1f B", "the same where tables have just grown", bytes.worstPerMember()));
    out.accept(line("%-58s %,12.1f B", "its coordinate, once it has answered", bytes.coordinate()));
    out.accept(
        line(
            "%-58s %,12.0f B",
            "the agent when all but one have left and are reaped", bytes.forgotten()));
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
