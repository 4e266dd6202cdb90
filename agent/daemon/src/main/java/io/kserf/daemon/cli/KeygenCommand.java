package io.kserf.daemon.cli;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

final class KeygenCommand implements Command {
  private static final int KEY_BYTES = 32;

  @Override
  public String synopsis() {
    return "Makes a new encryption key";
  }

  @Override
  public String help() {
    return """
    Usage: kserf keygen

      Prints a new random key for -encrypt, a keyring file or 'kserf keys -install'.
    """;
  }

  @Override
  public GoFlags flags(AgentFlags agent) {
    return new GoFlags();
  }

  @Override
  public int run(List<String> words, Console console) {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    console.out().println(Base64.getEncoder().encodeToString(key));
    return 0;
  }
}
