package io.kserf.simulation.scenario;

/** Says how far a run has come; printed where somebody watches. */
interface Progress {
  void at(String what);
}
