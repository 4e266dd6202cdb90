package io.kserf.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kserf.binaries.Missing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace: interfaces, addresses and routes of its own. It lasts until it is closed and
 * nothing runs in it any more.
 */
final class Namespace implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final List<String> AS_ROOT = List.of("unshare", "-n");
  private static final List<String> AS_ANYBODY = List.of("unshare", "-rn");

  private final Program holder;
  private final List<String> entrance;

  private Namespace(Program holder, List<String> entrance) {
    this.holder = holder;
    this.entrance = entrance;
  }

  /** Skips or fails the calling test where this machine has no namespaces for it. */
  static Namespace create() {
    var whyNot = new StringBuilder();
    for (List<String> unshare : List.of(AS_ROOT, AS_ANYBODY)) {
      String needed = "command -v nsenter && ip link add type bridge && ip link add type veth";
      String probe = "%s sh -c '%s'".formatted(String.join(" ", unshare), needed);
      var result = Command.run(DEADLINE, List.of("sh", "-c", probe));
      if (result.exitCode() == 0) {
        List<String> nsenter =
            unshare.equals(AS_ROOT)
                ? List.of("nsenter", "-n")
                : List.of("nsenter", "-n", "-U", "--preserve-credentials");
        return hold(unshare, nsenter);
      }
      whyNot.append("%n  %s: %s".formatted(String.join(" ", unshare), result.output().strip()));
    }
    throw Missing.skipOrFail(
        "no network namespaces with bridges here: install util-linux and iproute2, and run the"
            + " tests as root or allow user namespaces to everybody; tried"
            + whyNot);
  }

  /** Another one, whose interfaces this one may hold the other ends of. */
  Namespace another() {
    return hold(with(entrance, "unshare", "-n"), entrance.subList(0, entrance.size() - 2));
  }

  private static Namespace hold(List<String> unshare, List<String> nsenter) {
    var holder = new Program(with(unshare, "sleep", "infinity"), Path.of("/dev/null"));
    // Until then it is still in the namespace that it comes from.
    await("a namespace")
        .atMost(DEADLINE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> isSleep(holder.pid()));
    return new Namespace(holder, with(nsenter, "-t", String.valueOf(holder.pid())));
  }

  private static boolean isSleep(long pid) throws IOException {
    return Files.readString(Path.of("/proc/" + pid + "/comm")).strip().equals("sleep");
  }

  private static List<String> with(List<String> words, String... more) {
    var all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return all;
  }

  long pid() {
    return holder.pid();
  }

  /** The words before a command that is to run here. */
  List<String> entrance() {
    return entrance;
  }

  /** Runs it as the shell does; it must succeed. */
  void run(String script) {
    var result = Command.run(DEADLINE, with(entrance, "sh", "-e", "-c", script));
    assertThat(result.exitCode()).as("%s%n%s", script, result.output()).isZero();
  }

  @Override
  public void close() {
    holder.close();
  }
}
