package io.kserf.daemon;

/** The help of {@code kserf agent}. */
public final class Usage {
  public static final String TEXT =
      """
      Usage: kserf agent [options]

        Starts the agent, which runs until it is told to stop. It takes the options and
        configuration files of serf agent.

      Options:

        -advertise=host:port      Address that other members reach this one at
        -bind=0.0.0.0:7946        Address to listen on for gossip
        -broadcast-timeout=5s     How long to wait until a message has spread
        -cidr-allowed=NETWORK     Listen to this network only; may be repeated
        -config-dir=DIR           Directory of JSON files to read, sorted by name
        -config-file=FILE         JSON file to read; may be repeated
        -disable-compression      Send messages uncompressed
        -disable-rejoin-forever   Do not look for lost seeds and members for ever
        -encrypt=KEY              Key for gossip, base64 of 16, 24 or 32 bytes
        -event-handler=SCRIPT     Script to run for events, [FILTER=]SCRIPT; may be repeated
        -gossip-extra-bytes=262144
                                  Bytes a second for gossip that Serf would not send
        -http-addr=host:port      Serve health at /q/health and metrics at /q/metrics
        -iface=NAME               Network interface to bind
        -join=ADDRESS             Member to join at start, or fail; may be repeated
        -keyring-file=FILE        JSON list of keys, the first is primary
        -log-level=info           TRACE, DEBUG, INFO, WARN or ERR
        -node=NAME                Name in the pool, by default the host's
        -profile=lan              Timing: lan, wan, local or fast
        -protocol=5               Serf's protocol version, 2 to 5
        -rejoin                   Find the pool again by the snapshot after a leave, too
        -replay                   Deliver user events from before the join
        -retry-interval=30s       Time between attempts of -retry-join
        -retry-join=ADDRESS       Member to join in the background; may be repeated
        -retry-max=0              Attempts of -retry-join, 0 for no limit
        -role=NAME                Deprecated: same as -tag role=NAME
        -rpc-addr=127.0.0.1:7373  Address to serve RPC on
        -serf-pacing              Gossip at Serf's ticks only, and a packet at each
        -snapshot=FILE            File by which a restarted agent finds its pool again
        -strict-sources           Take gossip only from addresses of members
        -tag key=value            Tag of this member; may be repeated
        -tags-file=FILE           JSON file in which tags are kept

        Not supported yet: -discover, -mdns-disable-ipv4, -mdns-disable-ipv6, -mdns-iface,
        -syslog

      Signals: INT leaves the pool and stops, TERM stops at once (unless leave_on_terminate
      is set), HUP reads the configuration again.
      """;

  private Usage() {}
}
