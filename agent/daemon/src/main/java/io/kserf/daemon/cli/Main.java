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
    int code = new Cli(Console.ofProcess(new ProcessInterrupts())).run(List.of(args));
    // Not exit: it would load the logging system first, and there is nothing to shut down.
    Runtime.getRuntime().halt(code);
  }
}
