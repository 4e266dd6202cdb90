package io.kserf.rpc;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Skeleton of a client of one agent over one connection. Every method blocks, may be called from
 * any thread, and throws {@link RpcException}.
 */
public final class RpcClient implements AutoCloseable {
  private RpcClient() {}

  /** Connects, shakes hands and authenticates. */
  public static RpcClient connect(RpcOptions options) {
    throw new UnsupportedOperationException("under construction");
  }

  /**
   * Runs once when the connection is gone, for whatever reason, also after {@link #close()}; at
   * once if it is gone already.
   */
  public void onClosed(Runnable task) {
    throw new UnsupportedOperationException("under construction");
  }

  public List<RpcMember> members() {
    throw new UnsupportedOperationException("under construction");
  }

  /** Regular expressions as in {@code serf members}; empty means no filter. */
  public List<RpcMember> members(Map<String, String> tags, String status, String name) {
    throw new UnsupportedOperationException("under construction");
  }

  public int join(List<String> addresses, boolean replay) {
    throw new UnsupportedOperationException("under construction");
  }

  public void userEvent(String name, byte[] payload, boolean coalesce) {
    throw new UnsupportedOperationException("under construction");
  }

  /** Waits for the agent's graceful leave however long it takes, at most a minute. */
  public void leave() {
    throw new UnsupportedOperationException("under construction");
  }

  public void forceLeave(String node, boolean prune) {
    throw new UnsupportedOperationException("under construction");
  }

  /** Changes the agent's own tags: first deletes, then sets. Returns when the pool was told. */
  public void tags(Map<String, String> set, List<String> delete) {
    throw new UnsupportedOperationException("under construction");
  }

  /** Every key that some member of the pool holds, base64, with the number of members. */
  public Map<String, Integer> listKeys() {
    throw new UnsupportedOperationException("under construction");
  }

  public Map<String, Map<String, String>> stats() {
    throw new UnsupportedOperationException("under construction");
  }

  /**
   * Streams events until {@link Subscription#stop()} or the end of the connection.
   *
   * @param filter such as {@code *}, {@code member-join,member-failed} or {@code user:deploy}
   * @param records called on the connection's reader thread: must not block and must not call this
   *     client
   */
  public Subscription stream(String filter, Consumer<RpcRecord> records) {
    throw new UnsupportedOperationException("under construction");
  }

  public Subscription monitor(String logLevel, Consumer<String> lines) {
    throw new UnsupportedOperationException("under construction");
  }

  /** A running stream or monitor. */
  public interface Subscription {
    void stop();
  }

  public void respond(long queryId, byte[] payload) {
    throw new UnsupportedOperationException("under construction");
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException("under construction");
  }
}
