package io.kserf.interop;

import io.kserf.binaries.Fetched;
import io.kserf.binaries.Missing;
import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/** The programs that pools are made of. */
enum Binary {
  /** HashiCorp's serf of the version that this project is measured against. */
  SERF,
  /** The oldest serf that is still found on machines. */
  SERF_0_9,
  /** Our own. */
  KSERF;

  private static final Path ROOT = Path.of(System.getProperty("kserf.root"));

  private final Lazy<Path> path = new Lazy<>(this::find);

  /** The oldest of HashiCorp's that can be had here. */
  static Binary oldestSerf() {
    try {
      SERF_0_9.orSkip();
      return SERF_0_9;
    } catch (TestAbortedException e) {
      return SERF;
    }
  }

  /** Skips the test if it is not there, or fails it where CI is set: there it must be. */
  Path orSkip() {
    return path.get();
  }

  private Path find() {
    return switch (this) {
      case SERF -> Fetched.SERF.orSkip();
      case SERF_0_9 -> Fetched.SERF_0_9.orSkip();
      case KSERF -> built();
    };
  }

  private static Path built() {
    if (!Files.exists(ROOT.resolve("agent/daemon/target/quarkus-app/quarkus-run.jar"))) {
      throw Missing.skipOrFail(
          "kserf is not built: run ./mvnw package -pl agent/daemon -am, or the whole build");
    }
    return ROOT.resolve("agent/bin/kserf");
  }
}
