package io.kserf.binaries;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What {@code deploy/binaries/fetch} brings, by the names that it goes by there. */
public enum Fetched {
  /** The folder with etcd, kube-apiserver, kubectl and other programs of Kubernetes. */
  KUBERNETES("kubernetes"),
  /** HashiCorp's serf, of the version that this project is measured against. */
  SERF("serf"),
  /** The oldest serf that is still found on machines. Only Debian packages it. */
  SERF_0_9("serf-0.9");

  private final String word;

  Fetched(String word) {
    this.word = word;
  }

  /**
   * Where it is; the first time this may take minutes. Where it cannot be had the calling test is
   * skipped, and where {@code CI=true} it fails, unless it is about {@link #SERF_0_9}.
   */
  public Path orSkip() {
    var fetch = Path.of(System.getProperty("kserf.root"), "deploy/binaries/fetch").toString();
    try {
      // Its progress, and what is missing where it fails, go where the test's own lines go.
      Process process =
          new ProcessBuilder(fetch, word).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      process.getOutputStream().close();
      var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() == 0) {
        return Path.of(answer.strip().substring(word.length() + 1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + fetch, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + fetch + " ran", e);
    }
    String what = word + " cannot be had: a line of deploy/binaries/fetch above says what it needs";
    throw this == SERF_0_9 ? Missing.skip(what) : Missing.skipOrFail(what);
  }
}
