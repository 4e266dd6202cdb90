package io.kserf.rpc;

import java.time.Duration;

/**
 * How to reach an agent.
 *
 * @param address {@code host:port}, IPv6 in brackets
 * @param authKey empty for none
 * @param connectTimeout bounds the connection and the handshake
 * @param callTimeout bounds the wait for each answer; an agent that hangs costs no more than this
 */
public record RpcOptions(
    String address, String authKey, Duration connectTimeout, Duration callTimeout) {
  public static RpcOptions of(String address) {
    return new RpcOptions(address, "", Duration.ofSeconds(10), Duration.ofSeconds(10));
  }

  public RpcOptions withAuthKey(String key) {
    return new RpcOptions(address, key, connectTimeout, callTimeout);
  }

  public RpcOptions withTimeouts(Duration connect, Duration call) {
    return new RpcOptions(address, authKey, connect, call);
  }

  @Override
  public String toString() {
    return "RpcOptions[%s, key %s, connect %s, call %s]"
        .formatted(address, authKey.isEmpty() ? "none" : "hidden", connectTimeout, callTimeout);
  }
}
