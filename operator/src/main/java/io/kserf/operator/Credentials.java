package io.kserf.operator;

import java.util.Optional;

/**
 * What an agent is given to be trusted.
 *
 * @param token for RPC
 * @param keyring empty if gossip is not encrypted, or if there is a problem
 * @param problem why there is no keyring although there should be
 */
record Credentials(String token, Optional<Keyring> keyring, Optional<Problem> problem) {
  @Override
  public String toString() {
    return "Credentials[" + keyring + ", " + problem + "]";
  }
}
