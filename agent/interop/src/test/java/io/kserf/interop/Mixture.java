package io.kserf.interop;

/** Which of ours meets which of theirs, and how. */
enum Mixture {
  LIBRARY_IN_A_PLAIN_POOL(false, Binary.SERF, false),
  LIBRARY_IN_AN_ENCRYPTED_POOL(false, Binary.SERF, true),
  LIBRARY_WITH_OLD_SERF(false, Binary.SERF_0_9, true),
  AGENT_IN_A_PLAIN_POOL(true, Binary.SERF, false),
  AGENT_IN_AN_ENCRYPTED_POOL(true, Binary.SERF, true),
  AGENT_WITH_OLD_SERF(true, Binary.SERF_0_9, true);

  private final boolean ourAgent;
  private final Binary theirAgent;
  private final boolean encrypted;

  Mixture(boolean ourAgent, Binary theirAgent, boolean encrypted) {
    this.ourAgent = ourAgent;
    this.theirAgent = theirAgent;
    this.encrypted = encrypted;
  }

  void prepare(Pool pool) {
    pool.encryptWith(encrypted ? Pool.KEY : "");
  }

  Peer ours(Pool pool) {
    return ourAgent ? pool.agent("ours", Binary.KSERF, Binary.SERF) : pool.library("ours");
  }

  Peer theirs(Pool pool) {
    return pool.agent("theirs", theirAgent, theirAgent);
  }
}
