package io.kserf.operator.kube;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The folder with etcd, kube-apiserver and kubectl, as {@code deploy/binaries/fetch} brings it. */
final class Binaries {
  private static final String ANSWER = "kubernetes=";

  private Binaries() {}

  /**
   * Skips the calling test, with a line that says what to install, where the binaries cannot be
   * had; fails there in CI.
   */
  static Path folder() {
    var fetch = Path.of(System.getProperty("kserf.root", ".."), "deploy/binaries/fetch").toString();
    try {
      // Its progress, and what is missing where it fails, go where the test's own lines go.
      var process =
          new ProcessBuilder(fetch, "kubernetes")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        return missing();
      }
      return output
          .lines()
          .filter(line -> line.startsWith(ANSWER))
          .map(line -> Path.of(line.substring(ANSWER.length())))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + ANSWER + " in the output of " + fetch));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + fetch, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while " + fetch + " ran", e);
    }
  }

  private static Path missing() {
    var message =
        "not run, as Kubernetes binaries are missing: the line above says what to install";
    System.err.println(message);
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(message);
    }
    return abort(message);
  }
}
