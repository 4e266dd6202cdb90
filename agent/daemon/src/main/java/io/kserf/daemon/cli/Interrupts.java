package io.kserf.daemon.cli;

/** Ctrl-C, for commands that have something to say or to undo before they end. */
interface Interrupts {
  /**
   * @param action makes the running command return soon; runs on another thread
   */
  void onInterrupt(Runnable action);
}
