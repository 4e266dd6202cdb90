package io.kserf.daemon.cli;

import java.util.List;

/** Only for {@code kserf help}: the launcher starts the agent, which is another main class. */
final class AgentCommand implements Command {
  @Override
  public String help() {
    return """
    Usage: kserf agent [options]

      Runs an agent: a member of the pool that gossips, detects failures, runs event handlers and
      serves RPC, until it is interrupted.

    Options are those of 'serf agent'; the manual lists them all. Those that are needed most:

      -bind=0.0.0.0:7946        Address for gossip, UDP and TCP.

      -config-dir=DIR           Reads every *.json file in DIR; may be repeated.

      -config-file=FILE         Reads one file; may be repeated.

      -encrypt=KEY              Encrypts gossip with a key from 'kserf keygen'.

      -event-handler=SPEC       Runs a script on events; may be repeated.

      -join=ADDRESS             Joins the pool of this member at the start; may be repeated.

      -node=NAME                Default: the host name.

      -retry-join=ADDRESS       As -join, and tries again until it works; may be repeated.

      -rpc-addr=127.0.0.1:7373  Address for RPC.

      -tag KEY=VALUE            Gives the member a tag; may be repeated.
    """;
  }

  @Override
  public int run(List<String> words, Console console) {
    throw new Failure("The agent is started with bin/kserf agent, not with this class.");
  }
}
