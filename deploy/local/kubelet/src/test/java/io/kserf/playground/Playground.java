package io.kserf.playground;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.binaries.Fetched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The playground as a user starts it, by {@code deploy/local/up --detach}, with its state in this
 * module's target folder.
 */
final class Playground implements AutoCloseable {
  private static final Path ROOT = Path.of(System.getProperty("kserf.root"));

  /** Not the default, so that a playground of the user's may run beside the test. */
  static final String NETWORK = "127.0.110";

  private static final Path STATE = Path.of("target", "playground").toAbsolutePath();

  private final Path binaries;
  private final Path serf;

  private Playground(Path binaries, Path serf) {
    this.binaries = binaries;
    this.serf = serf;
  }

  /**
   * Skips the calling test, with a line that says what to install, where the binaries cannot be
   * had; fails there in CI.
   */
  static Playground start() {
    Path binaries = Fetched.KUBERNETES.orSkip();
    Path serf = Fetched.SERF.orSkip();
    var playground = new Playground(binaries, serf);
    Output up = playground.run(Duration.ofMinutes(6), script("local/up"), "--detach");
    assertThat(up.exit).as("deploy/local/up --detach%n%s", up.text).isZero();
    return playground;
  }

  /** HashiCorp's binary. */
  String serf() {
    return serf.toString();
  }

  /** Standard output and error of kubectl, which must succeed. */
  String kubectl(String... args) {
    Output output = tryKubectl(args);
    assertThat(output.exit).as("kubectl %s%n%s", String.join(" ", args), output.text).isZero();
    return output.text.strip();
  }

  /** Empty where kubectl fails, as it does while the API server is down. */
  String kubectlOrEmpty(String... args) {
    Output output = tryKubectl(args);
    return output.exit == 0 ? output.text.strip() : "";
  }

  private Output tryKubectl(String... args) {
    return run(
        Duration.ofSeconds(30),
        Stream.concat(
                Stream.of(binaries + "/kubectl", "--kubeconfig", STATE + "/kubeconfig"),
                Stream.of(args))
            .toArray(String[]::new));
  }

  /** The number of members in a state, by the SerfCluster's status; -1 while unknown. */
  int members(String state) {
    String count =
        kubectlOrEmpty(
            "get", "serfcluster", "fleet", "-o", "jsonpath={.status.members." + state + "}");
    return count.isEmpty() ? -1 : Integer.parseInt(count);
  }

  /** SIGKILL to a process that the playground keeps running, such as {@code operator}. */
  void killComponent(String name) {
    kill(STATE.resolve("pids").resolve(name));
  }

  void killAgent(String node) {
    kill(only(node + "_", STATE.resolve("kubelet/pids")));
  }

  private static void kill(Path pidFile) {
    long pid = Long.parseLong(read(pidFile).split("\\s")[0]);
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  /** What the handlers of all agents wrote, a text for each agent. */
  List<String> handlerOutputs() {
    try (Stream<Path> pods = Files.list(STATE.resolve("kubelet/pods"))) {
      return pods.map(pod -> pod.resolve("events.log"))
          .filter(Files::exists)
          .map(Playground::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pid files of agents: one for each that runs. */
  List<Path> agents() {
    try (Stream<Path> files = Files.list(STATE.resolve("kubelet/pids"))) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path only(String prefix, Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().startsWith(prefix))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code deploy/local/down}, and nothing of the playground may be left. */
  @Override
  public void close() {
    Output down = run(Duration.ofMinutes(1), script("local/down"));
    assertThat(down.exit).as("deploy/local/down%n%s", down.text).isZero();
    List<String> left =
        ProcessHandle.allProcesses()
            .map(p -> p.info().commandLine().orElse(""))
            .filter(line -> line.contains(STATE.toString()))
            .toList();
    assertThat(left).as("processes left by the playground").isEmpty();
  }

  private static String script(String name) {
    return ROOT + "/deploy/" + name;
  }

  private record Output(int exit, String text) {}

  private static Output run(Duration limit, String... command) {
    try {
      Path log = Files.createTempFile("playground", ".log");
      var builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().put("KSERF_PLAYGROUND", STATE.toString());
      builder.environment().put("KSERF_PLAYGROUND_NETWORK", NETWORK);
      Process process = builder.start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
      if (!ended) {
        process.destroy();
      }
      String text = Files.readString(log, StandardCharsets.UTF_8);
      Files.delete(log);
      return ended
          ? new Output(process.exitValue(), text)
          : new Output(-1, text + "\nnot done within " + limit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
