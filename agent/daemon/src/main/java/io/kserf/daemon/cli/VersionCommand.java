package io.kserf.daemon.cli;

import java.util.List;
import java.util.Objects;

final class VersionCommand implements Command {
  @Override
  public String synopsis() {
    return "Prints the version";
  }

  @Override
  public String help() {
    return """
    Usage: kserf version

      Prints Kserf's version, and the versions of Serf's protocol that it speaks.
    """;
  }

  @Override
  public GoFlags flags(AgentFlags agent) {
    return new GoFlags();
  }

  @Override
  public int run(List<String> words, Console console) {
    String version =
        Objects.requireNonNullElse(getClass().getPackage().getImplementationVersion(), "dev");
    console.out().println("Kserf v" + version.replace("-SNAPSHOT", ""));
    console.out().println("Agent Protocol: 5 (Understands back to: 2)");
    return 0;
  }
}
