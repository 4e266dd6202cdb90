package io.kserf.daemon.cli;

import java.util.Optional;

/** A terminal of this size, or none. */
record FixedTerminal(Optional<Size> fixed) implements Terminal {
  @Override
  public boolean isThere() {
    return fixed.isPresent();
  }

  @Override
  public Size size() {
    return fixed.orElseThrow();
  }
}
