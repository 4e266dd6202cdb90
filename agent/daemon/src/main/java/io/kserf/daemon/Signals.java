package io.kserf.daemon;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import sun.misc.Signal;

/**
 * Catches the signals that an agent reacts to. The JVM's own reaction, to exit at once with 128 and
 * more, would leave no time to leave and give the wrong exit code.
 */
final class Signals {
  private static final Map<String, String> TEXTS =
      Map.of(
          "INT",
          "interrupt",
          "TERM",
          "terminated",
          "HUP",
          "hangup",
          "USR1",
          "user defined signal 1");

  /** Those that end the agent. */
  static final Set<String> ENDING = Set.of("interrupt", "terminated");

  static final String INTERRUPT = "interrupt";
  static final String HANGUP = "hangup";

  private Signals() {}

  /**
   * @param caught told Go's text of each signal, on a thread of the JVM; must not block
   */
  static void forwardTo(Consumer<String> caught) {
    TEXTS.forEach((name, text) -> Signal.handle(new Signal(name), _ -> caught.accept(text)));
  }
}
