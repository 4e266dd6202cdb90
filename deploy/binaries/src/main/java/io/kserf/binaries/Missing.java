package io.kserf.binaries;

import org.junit.jupiter.api.Assumptions;

/** What a test does that lacks something of this machine. */
public final class Missing {
  private Missing() {}

  /**
   * Skips the calling test with a line that says what is missing. Where {@code CI=true} it fails
   * instead: there everything must be run.
   *
   * @param what what is missing, and what to do about it
   * @return never
   */
  public static AssertionError skipOrFail(String what) {
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(what);
    }
    return skip(what);
  }

  /**
   * Skips the calling test with a line that says what is missing, for what not every machine can
   * have.
   *
   * @return never
   */
  public static AssertionError skip(String what) {
    System.err.println("==> SKIPPED: " + what);
    return Assumptions.abort(what);
  }
}
