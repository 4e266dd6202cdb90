package io.kserf.simulation.scenario;

import io.kserf.swim.Pacing;
import io.kserf.swim.SwimConfig.Profile;
import java.time.Duration;

/**
 * What a run can be asked for.
 *
 * @param nodes members of the pool, at least 2
 * @param seed of everything that is random
 * @param runs how often the story is told, each time with the next seed
 * @param duration how long each takes in virtual time, where the story has no end of its own
 * @param serfPacing whether members gossip at Serf's pace instead of ahead of it
 */
record Options(
    int nodes, long seed, int runs, Duration duration, Profile profile, boolean serfPacing) {
  Options {
    if (nodes < 2 || nodes > 65_536) {
      throw new IllegalArgumentException("--nodes " + nodes + " is not in 2..65536");
    }
    if (runs < 1) {
      throw new IllegalArgumentException("--runs " + runs + " is not 1 or more");
    }
    if (!duration.isPositive()) {
      throw new IllegalArgumentException("--duration " + duration + " is not longer than zero");
    }
  }

  Options withNodes(int other) {
    return new Options(other, seed, runs, duration, profile, serfPacing);
  }

  Options withSeed(long other) {
    return new Options(nodes, other, runs, duration, profile, serfPacing);
  }

  Options withRuns(int other) {
    return new Options(nodes, seed, other, duration, profile, serfPacing);
  }

  Options withDuration(Duration other) {
    return new Options(nodes, seed, runs, other, profile, serfPacing);
  }

  Options withProfile(Profile other) {
    return new Options(nodes, seed, runs, duration, other, serfPacing);
  }

  Options withSerfPacing(boolean other) {
    return new Options(nodes, seed, runs, duration, profile, other);
  }

  Pacing pacing() {
    return serfPacing ? Pacing.SERF : Pacing.AHEAD;
  }
}
