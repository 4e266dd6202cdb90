package io.kserf.daemon.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command reads and writes besides the agent.
 *
 * @param in not buffered; only {@code packet} reads it
 * @param out for all output, errors too: Serf's scripts expect them there
 * @param err for words that could not be understood, help, and advice beyond what Serf prints
 */
record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Interrupts interrupts,
    Terminal terminal) {
  static Console ofProcess(Interrupts interrupts) {
    Map<String, String> environment = System.getenv();
    return new Console(
        new FileInputStream(FileDescriptor.in),
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        environment,
        interrupts,
        new ProcessTerminal(environment));
  }

  // Names and payloads are UTF-8 whatever the locale says.
  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
