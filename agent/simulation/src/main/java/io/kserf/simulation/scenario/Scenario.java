package io.kserf.simulation.scenario;

/** One story that a pool lives through, and the figures that come of it. */
interface Scenario {
  String name();

  /** One line for the list of scenarios. */
  String summary();

  /** What is run when the options do not say. */
  Options defaults();

  Report run(Options options, Progress progress);
}
