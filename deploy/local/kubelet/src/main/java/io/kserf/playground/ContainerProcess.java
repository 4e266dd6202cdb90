package io.kserf.playground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A container as a process of this machine. A file remembers its pid, so that nothing outlives a
 * killed stand-in.
 */
final class ContainerProcess {
  private static final System.Logger LOG = System.getLogger(ContainerProcess.class.getName());

  private final Process process;
  private final Path pidFile;
  private final Instant startedAt = Instant.now();

  private ContainerProcess(Process process, Path pidFile) {
    this.process = process;
    this.pidFile = pidFile;
  }

  /**
   * @param log where standard output and error are appended; its folder and that of {@code pidFile}
   *     must exist
   * @throws UncheckedIOException if the program cannot be started
   */
  static ContainerProcess start(
      List<String> command,
      Map<String, String> environment,
      Path workingFolder,
      Path log,
      Path pidFile) {
    try {
      Files.createDirectories(workingFolder);
      var builder =
          new ProcessBuilder(command)
              .directory(workingFolder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      // A container does not inherit the kubelet's environment; the launcher needs these to find
      // Java.
      builder.environment().keySet().retainAll(List.of("PATH", "HOME", "JAVA_HOME", "LANG"));
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      Files.writeString(pidFile, process.pid() + " " + startMillis(process.toHandle()));
      return new ContainerProcess(process, pidFile);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot start " + command.getFirst() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Ends processes that an earlier stand-in left behind: those whose pid and start time are on
   * record.
   */
  static void endLeftOvers(Path pidFolder) {
    try (Stream<Path> files = Files.list(pidFolder)) {
      for (Path file : files.toList()) {
        String[] record = Files.readString(file).split(" ");
        ProcessHandle.of(Long.parseLong(record[0]))
            .filter(handle -> startMillis(handle) == Long.parseLong(record[1]))
            .ifPresent(
                handle -> {
                  LOG.log(System.Logger.Level.INFO, "ending left-over process {0}", record[0]);
                  handle.destroyForcibly();
                  handle.onExit().join();
                });
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the pid files in " + pidFolder, e);
    }
  }

  private static long startMillis(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  Instant startedAt() {
    return startedAt;
  }

  String pid() {
    return Long.toString(process.pid());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Only after the end; 128 + N for signal N. */
  int exitCode() {
    return process.exitValue();
  }

  /** SIGTERM, then SIGKILL when {@code grace} is over; returns when the process is gone. */
  void stop(Duration grace) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "process {0} did not stop within {1} s: killed",
          pid(),
          grace.toSeconds());
      process.destroyForcibly().waitFor();
    }
    forget();
  }

  /** Removes the record of a process that has ended. */
  void forget() {
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + pidFile, e);
    }
  }
}
