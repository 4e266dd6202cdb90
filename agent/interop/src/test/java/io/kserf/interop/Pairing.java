package io.kserf.interop;

/** Whose command line drives whose agent. */
enum Pairing {
  /** The control: what the tests ask for must be what HashiCorp's does with its own. */
  THEIR_COMMANDS_ON_THEIR_AGENT(Binary.SERF, Binary.SERF),
  THEIR_COMMANDS_ON_OUR_AGENT(Binary.KSERF, Binary.SERF),
  OUR_COMMANDS_ON_THEIR_AGENT(Binary.SERF, Binary.KSERF);

  private final Binary agent;
  private final Binary cli;

  Pairing(Binary agent, Binary cli) {
    this.agent = agent;
    this.cli = cli;
  }

  AgentPeer agent(Pool pool) {
    return pool.agent("web1", agent, cli);
  }
}
