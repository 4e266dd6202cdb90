package io.kserf.daemon.cli;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Ctrl-C of this process. By itself the JVM would end with 130 whatever the command says. Here the
 * command is told, and {@link Main} ends the process with the command's own code as soon as it has
 * returned.
 */
final class ProcessInterrupts implements Interrupts {
  private static final int INTERRUPTED = 130;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  @Override
  public void onInterrupt(Runnable action) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt(action), "interrupt"));
  }

  private static void interrupt(Runnable action) {
    action.run();
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    for (long left = PATIENCE_NANOS; left > 0; left = deadline - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    Runtime.getRuntime().halt(INTERRUPTED);
  }
}
