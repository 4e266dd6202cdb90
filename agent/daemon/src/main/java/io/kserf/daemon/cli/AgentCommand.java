package io.kserf.daemon.cli;

import io.kserf.daemon.Usage;
import io.kserf.daemon.config.CommandLine;
import java.util.List;

/** Only for {@code kserf help}: the launcher starts the agent, which is another main class. */
final class AgentCommand implements Command {
  @Override
  public String synopsis() {
    return "Runs an agent";
  }

  @Override
  public String help() {
    return Usage.TEXT;
  }

  @Override
  public GoFlags flags(AgentFlags agent) {
    return CommandLine.flags();
  }

  @Override
  public int run(List<String> words, Console console) {
    throw new Failure("The agent is started with bin/kserf agent, not with this class.");
  }
}
