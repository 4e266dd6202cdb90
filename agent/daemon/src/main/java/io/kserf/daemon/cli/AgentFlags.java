package io.kserf.daemon.cli;

import io.kserf.rpc.RpcClient;
import io.kserf.rpc.RpcException;
import io.kserf.rpc.RpcOptions;
import java.time.Duration;
import java.util.Map;

/** Which agent a command talks to: {@code -rpc-addr} and {@code -rpc-auth}. */
final class AgentFlags {
  static final String HELP =
      """
        -rpc-addr=127.0.0.1:7373  RPC address of the agent. Default: SERF_RPC_ADDR from the
                                  environment.

        -rpc-auth=""              RPC key of the agent. Default: SERF_RPC_AUTH from the
                                  environment.
      """;

  private static final String DEFAULT_ADDRESS = "127.0.0.1:7373";
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** For an agent at work on a key or tag change; {@code serf} would wait for ever. */
  private static final Duration CALL = Duration.ofSeconds(60);

  private String address;
  private String authKey;

  AgentFlags(Map<String, String> environment) {
    address = environment.getOrDefault("SERF_RPC_ADDR", "");
    if (address.isEmpty()) {
      address = DEFAULT_ADDRESS;
    }
    authKey = environment.getOrDefault("SERF_RPC_AUTH", "");
  }

  GoFlags flags() {
    return new GoFlags()
        .value("rpc-addr", value -> address = value)
        .value("rpc-auth", value -> authKey = value);
  }

  RpcClient connect() {
    return connect(CALL);
  }

  RpcClient connect(Duration callTimeout) {
    try {
      return RpcClient.connect(
          RpcOptions.of(address).withAuthKey(authKey).withTimeouts(CONNECT, callTimeout),
          Thread.ofPlatform().daemon().factory());
    } catch (RpcException e) {
      throw Failure.of("Error connecting to Serf agent", e);
    }
  }
}
