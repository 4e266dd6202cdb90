package io.kserf.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** {@code bin/kserf} as a process of its own, and what it writes. */
final class AgentProcess implements AutoCloseable {
  private static final Path LAUNCHER =
      Path.of(System.getProperty("kserf.root"), "agent", "bin", "kserf");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final List<String> out = new CopyOnWriteArrayList<>();
  private final List<String> err = new CopyOnWriteArrayList<>();
  private final List<Thread> readers;

  private AgentProcess(Process process) {
    this.process = process;
    readers = List.of(read(process.getInputStream(), out), read(process.getErrorStream(), err));
  }

  /** Runs {@code kserf} with these words. */
  static AgentProcess kserf(Path directory, List<String> words) throws IOException {
    var command = new ArrayList<String>();
    command.add(LAUNCHER.toString());
    command.addAll(words);
    return start(directory, command);
  }

  static AgentProcess kserf(Path directory, String... words) throws IOException {
    return kserf(directory, List.of(words));
  }

  /** An agent whose gossip and RPC are on one loopback address. */
  static AgentProcess agent(Path directory, String name, String ip, String... more)
      throws IOException {
    var words =
        new ArrayList<>(
            List.of("agent", "-node=" + name, "-bind=" + ip, "-rpc-addr=" + ip + ":7373"));
    words.addAll(List.of(more));
    return kserf(directory, words);
  }

  static AgentProcess start(Path directory, List<String> command) throws IOException {
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().remove("SERF_RPC_ADDR");
    builder.environment().remove("SERF_RPC_AUTH");
    builder.environment().remove("KUBERNETES_SERVICE_HOST");
    return new AgentProcess(builder.start());
  }

  /** The launcher, for a shell. */
  static String launcher() {
    return LAUNCHER.toString();
  }

  private static Thread read(InputStream from, List<String> to) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try (var lines =
                  new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
                lines.lines().forEach(to::add);
              } catch (IOException e) {
                to.add(e.toString());
              }
            });
  }

  /** Waits until a line of the standard output contains this. */
  AgentProcess awaitLine(String part) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              boolean said = out.stream().anyMatch(line -> line.contains(part));
              assertThat(said || process.isAlive())
                  .as("ended without '%s':\n%s", part, text())
                  .isTrue();
              return said;
            });
    return this;
  }

  AgentProcess awaitRunning() {
    return awaitLine("Log data will now stream in");
  }

  /** Sends a signal, {@code INT} for instance. */
  AgentProcess signal(String name) throws IOException, InterruptedException {
    int sent = new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start().waitFor();
    assertThat(sent).isZero();
    return this;
  }

  long pid() {
    return process.pid();
  }

  /** Waits for the end, and for the last of its output. */
  int exit() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
        .as("still runs:\n%s", text())
        .isTrue();
    for (Thread reader : readers) {
      reader.join(PATIENCE);
    }
    return process.exitValue();
  }

  List<String> lines() {
    return out;
  }

  String text() {
    return String.join("\n", out);
  }

  String errors() {
    return String.join("\n", err);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
