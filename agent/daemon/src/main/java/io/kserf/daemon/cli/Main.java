package io.kserf.daemon.cli;

import java.util.List;

/**
 * {@code kserf} without {@code agent}: short commands that talk to an agent over RPC. The launcher
 * gives this class a class path of its own (the daemon's own classes, the RPC client and msgpack),
 * and starts the Quarkus application for {@code kserf agent ...}; nothing here may need Quarkus.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    var interrupts = new ProcessInterrupts();
    int code = new Cli(Console.ofProcess(interrupts)).run(List.of(args));
    interrupts.ended(code);
    System.exit(code);
  }
}
