package io.kserf.serf;

import io.kserf.serf.SerfInstance.State;

/** How far this member is on its way from alive to gone. Never back. */
final class Lifecycle {
  private State state = State.ALIVE;

  State state() {
    return state;
  }

  boolean isAlive() {
    return state == State.ALIVE;
  }

  void advance(State next) {
    if (next.compareTo(state) > 0) {
      state = next;
    }
  }
}
