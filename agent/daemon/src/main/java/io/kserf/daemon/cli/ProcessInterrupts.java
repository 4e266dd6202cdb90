package io.kserf.daemon.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C of this process. The JVM would end with 130 whatever the command says; so the process ends
 * with the command's own code, if the command returns in time.
 */
final class ProcessInterrupts implements Interrupts {
  private static final int INTERRUPTED = 130;
  private static final int PATIENCE_SECONDS = 2;

  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

  /** The command has returned; nothing is left to interrupt. */
  void ended(int code) {
    exitCode.complete(code);
  }

  @Override
  public void onInterrupt(Runnable action) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt(action), "interrupt"));
  }

  private void interrupt(Runnable action) {
    if (exitCode.isDone()) {
      return;
    }
    action.run();
    Runtime.getRuntime()
        .halt(exitCode.completeOnTimeout(INTERRUPTED, PATIENCE_SECONDS, TimeUnit.SECONDS).join());
  }
}
