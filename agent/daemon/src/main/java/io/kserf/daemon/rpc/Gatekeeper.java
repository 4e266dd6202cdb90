package io.kserf.daemon.rpc;

import io.kserf.rpc.RpcRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * What one connection has to do before its commands count: shake hands, and show the token if the
 * agent has one.
 */
final class Gatekeeper {
  private static final int VERSION = 1;

  /** After that many wrong tokens the connection is closed. */
  private static final int MAX_WRONG_TOKENS = 5;

  private final byte[] token;
  private boolean greeted;
  private int wrongTokens;
  private volatile boolean admitted;

  /**
   * @param token empty if none is asked for
   */
  Gatekeeper(String token) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether its commands are carried out. Any thread. */
  boolean isAdmitted() {
    return admitted;
  }

  /** Why the request is refused, in Serf's words; empty if it is not. */
  String objection(RpcRequest request) {
    if (request instanceof RpcRequest.Handshake) {
      return "";
    }
    if (!greeted) {
      return "Handshake required";
    }
    return admitted || request instanceof RpcRequest.Auth ? "" : "Authentication required";
  }

  /** Whether nothing good can follow from a client that was refused. */
  boolean hasGivenUp() {
    return !greeted || wrongTokens >= MAX_WRONG_TOKENS;
  }

  /** Returns an error, or the empty string. */
  String greet(RpcRequest.Handshake handshake) {
    if (greeted) {
      return "Handshake already performed";
    }
    if (handshake.version() != VERSION) {
      return "Unsupported IPC version";
    }
    greeted = true;
    admitted = token.length == 0;
    return "";
  }

  /** Returns an error, or the empty string. Without a token only the empty one matches. */
  String admit(RpcRequest.Auth auth) {
    byte[] offered = auth.authKey().getBytes(StandardCharsets.UTF_8);
    // Takes the same time wherever the two differ.
    if (!MessageDigest.isEqual(token, offered)) {
      wrongTokens++;
      return "Invalid authentication token";
    }
    admitted = true;
    return "";
  }
}
