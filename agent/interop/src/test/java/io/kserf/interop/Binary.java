package io.kserf.interop;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The programs that pools are made of. */
enum Binary {
  /** HashiCorp's serf of the version that this project is measured against. */
  SERF,
  /** The oldest serf that is still found on machines. */
  SERF_0_9,
  /** Our own. */
  KSERF;

  private static final Path ROOT = Path.of(System.getProperty("kserf.root", "."));
  private static final Duration BUILD_TIME = Duration.ofMinutes(10);

  private final Lazy<Optional<Path>> path = new Lazy<>(this::find);

  /** Skips the test if it is not there, or fails it where CI is set: there it must be. */
  Path orSkip() {
    Optional<Path> found = path.get();
    if (found.isEmpty()) {
      String missing = "%s is missing: %s".formatted(this, remedy());
      if (isDemanded()) {
        fail(missing);
      }
      System.err.println("==> SKIPPED, " + missing);
      Assumptions.abort(missing);
    }
    return found.orElseThrow();
  }

  private boolean isDemanded() {
    return this != SERF_0_9 && "true".equals(System.getenv("CI"));
  }

  private String remedy() {
    return switch (this) {
      case SERF -> "run deploy/binaries/fetch serf, which says what it needs";
      case SERF_0_9 -> "run deploy/binaries/fetch serf-0.9, which says what it needs";
      case KSERF -> "build it with ./mvnw package -pl agent/daemon -am";
    };
  }

  private Optional<Path> find() {
    return switch (this) {
      case SERF -> fetched("serf");
      case SERF_0_9 -> fetched("serf-0.9");
      case KSERF -> built();
    };
  }

  private static Optional<Path> fetched(String name) {
    var fetch = ROOT.resolve("deploy/binaries/fetch").toString();
    var result = Command.run(BUILD_TIME, List.of(fetch, name));
    return result
        .output()
        .lines()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> Path.of(line.substring(name.length() + 1)))
        .findFirst();
  }

  private static Optional<Path> built() {
    boolean isPackaged =
        Files.exists(ROOT.resolve("agent/daemon/target/quarkus-app/quarkus-run.jar"));
    return Optional.of(ROOT.resolve("agent/bin/kserf"))
        .filter(launcher -> isPackaged && Files.isExecutable(launcher));
  }
}
