package io.kserf.rpc;

import io.kserf.rpc.Reply.Body;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A client of one agent over one connection. Every method blocks until the agent has answered, at
 * most for {@link RpcOptions#callTimeout}, may be called from any thread, and throws {@link
 * RpcException}. An agent carries out the requests of one connection one after the other, so a slow
 * {@link #join} holds up later calls; streams go on beside them. A call that timed out leaves the
 * connection as it is: the late answer is dropped when it comes.
 */
public final class RpcClient implements AutoCloseable {
  private static final int RPC_VERSION = 1;
  private static final Duration LEAVE_TIMEOUT = Duration.ofMinutes(1);
  private static final String RAW_PREFIX = "raw:";

  /** Stopped feeds whose last records may still be under way. */
  private static final int STOPPED_KEPT = 64;

  private final RpcConnection connection;
  private final Duration callTimeout;
  private final Deque<Long> stopped = new ArrayDeque<>(); // guarded by itself

  private RpcClient(RpcConnection connection, Duration callTimeout) {
    this.connection = connection;
    this.callTimeout = callTimeout;
  }

  /** Connects, shakes hands and authenticates, all within {@link RpcOptions#connectTimeout}. */
  public static RpcClient connect(RpcOptions options) {
    return connect(options, Thread.ofVirtual().name("kserf-rpc-", 0).factory());
  }

  /**
   * As {@link #connect(RpcOptions)}.
   *
   * @param threads makes the two threads of the connection. Processes that live for one call give
   *     platform daemon threads: once a virtual thread has waited for a socket, the end of the JVM
   *     takes 0.3 s longer.
   */
  public static RpcClient connect(RpcOptions options, ThreadFactory threads) {
    long deadline = System.nanoTime() + options.connectTimeout().toNanos();
    Socket socket = Dial.tcp(options.address(), options.connectTimeout());
    var connection = RpcConnection.start(options.address(), socket, threads);
    var client = new RpcClient(connection, options.callTimeout());
    try {
      client.done(new RpcRequest.Handshake(RPC_VERSION), remaining(deadline));
      if (!options.authKey().isEmpty()) {
        client.done(new RpcRequest.Auth(options.authKey()), remaining(deadline));
      }
      return client;
    } catch (RpcException e) {
      client.close();
      throw e;
    }
  }

  private static Duration remaining(long deadline) {
    return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
  }

  /**
   * Runs once when the connection is gone, for whatever reason, also after {@link #close()}; at
   * once if it is gone already. On the thread that noticed: must not block.
   */
  public void onClosed(Runnable task) {
    connection.gone().thenRun(task);
  }

  public List<RpcMember> members() {
    return body(new RpcRequest.Members(), ResponseBodies::memberList).members();
  }

  /**
   * Regular expressions as in {@code serf members}; empty means no filter. An agent closes the
   * connection if it cannot compile one.
   */
  public List<RpcMember> members(Map<String, String> tags, String status, String name) {
    var request = new RpcRequest.MembersFiltered(tags, status, name);
    return body(request, ResponseBodies::memberList).members();
  }

  /**
   * Lets the agent join the pool of the given members.
   *
   * @param replay whether the agent wants the events that happened before it joined
   * @return how many of them it reached; none is an error
   */
  public int join(List<String> addresses, boolean replay) {
    Reply.Message message = call(new RpcRequest.Join(addresses, replay), Body.ALWAYS, callTimeout);
    requireSuccess(message);
    return ResponseBodies.joined(message.requireBody()).num();
  }

  /**
   * @param coalesce whether agents hand on only the newest of several events with this name
   */
  public void userEvent(String name, byte[] payload, boolean coalesce) {
    done(new RpcRequest.Event(name, payload, coalesce), callTimeout);
  }

  /** Waits for the agent's graceful leave however long it takes, at most a minute. */
  public void leave() {
    done(new RpcRequest.Leave(), LEAVE_TIMEOUT);
  }

  /**
   * Declares a failed member to have left.
   *
   * @param prune whether it disappears from the list of members at once
   */
  public void forceLeave(String node, boolean prune) {
    done(new RpcRequest.ForceLeave(node, prune), callTimeout);
  }

  /** Changes the agent's own tags: first deletes, then sets. Returns when the pool was told. */
  public void tags(Map<String, String> set, List<String> delete) {
    done(new RpcRequest.Tags(set, delete), callTimeout);
  }

  /**
   * @param key base64 of 16, 24 or 32 bytes
   */
  public RpcKeys installKey(String key) {
    return changeKeys(new RpcRequest.InstallKey(key));
  }

  /** Makes an installed key the one that members encrypt with. */
  public RpcKeys useKey(String key) {
    return changeKeys(new RpcRequest.UseKey(key));
  }

  public RpcKeys removeKey(String key) {
    return changeKeys(new RpcRequest.RemoveKey(key));
  }

  /** Every key that some member of the pool holds, base64, with the number of members. */
  public Map<String, Integer> listKeys() {
    RpcKeys keys = gatherKeys();
    if (!keys.error().isEmpty()) {
      throw RpcException.refusal(keys.error());
    }
    return keys.keys();
  }

  /** As {@link #listKeys}, with what the members had to say. */
  public RpcKeys gatherKeys() {
    Reply.Message message = call(new RpcRequest.ListKeys(), Body.ALWAYS, callTimeout);
    var keys = ResponseBodies.keysListed(message.requireBody());
    return new RpcKeys(
        message.error(),
        keys.keys(),
        keys.messages(),
        keys.numNodes(),
        keys.numResp(),
        keys.numErr());
  }

  private RpcKeys changeKeys(RpcRequest request) {
    Reply.Message message = call(request, Body.ALWAYS, callTimeout);
    var change = ResponseBodies.keysChanged(message.requireBody());
    return new RpcKeys(
        message.error(),
        Map.of(),
        change.messages(),
        change.numNodes(),
        change.numResp(),
        change.numErr());
  }

  /** The agent's figures about itself, by section and name. */
  public Map<String, Map<String, String>> stats() {
    return body(new RpcRequest.Stats(), ResponseBodies::stats).sections();
  }

  /** Empty if the agent knows no coordinate of that node. */
  public Optional<RpcCoordinate> coordinate(String node) {
    return body(new RpcRequest.GetCoordinate(node), ResponseBodies::coordinate).coordinate();
  }

  /**
   * Streams events until {@link Subscription#stop()} or the end of the connection.
   *
   * @param filter such as {@code *}, {@code member-join,member-failed} or {@code user:deploy}. With
   *     the prefix {@code raw:} events come as they happen, where the agent can do that; otherwise
   *     the same events come coalesced, as without the prefix.
   * @param records called on the connection's reader thread: must not block and must not call this
   *     client
   */
  public Subscription stream(String filter, Consumer<RpcRecord> records) {
    try {
      return subscribe(new RpcRequest.Stream(filter), ResponseBodies::record, records);
    } catch (RpcException e) {
      if (filter.startsWith(RAW_PREFIX) && e.reason().equals("Invalid event filter")) {
        return stream(filter.substring(RAW_PREFIX.length()), records);
      }
      throw e;
    }
  }

  /**
   * Streams the agent's log: first what it remembers, then what comes.
   *
   * @param logLevel lowest level: TRACE, DEBUG, INFO, WARN or ERR
   * @param lines called as in {@link #stream}
   */
  public Subscription monitor(String logLevel, Consumer<String> lines) {
    return subscribe(
        new RpcRequest.Monitor(logLevel),
        ResponseBodies::logLine,
        line -> lines.accept(line.log()));
  }

  /**
   * Sends a query to the pool; returns when it has been sent. Answers come until {@link
   * RpcAnswer.Done}, {@link Subscription#stop()} or the end of the connection.
   *
   * @param answers called as in {@link #stream}
   */
  public Subscription query(RpcQuery query, Consumer<RpcAnswer> answers) {
    var request =
        new RpcRequest.Query(
            query.name(),
            query.payload(),
            query.filterNodes(),
            query.filterTags(),
            query.requestAck(),
            query.relayFactor(),
            query.timeout());
    return subscribe(request, ResponseBodies::answer, answers);
  }

  /** A running stream, monitor or query. */
  public interface Subscription {
    /** No record is handed out after this. Idempotent; does not fail if the connection is gone. */
    void stop();
  }

  /** Answers a query that this client's {@link #stream} delivered. */
  public void respond(long queryId, byte[] payload) {
    done(new RpcRequest.Respond(queryId, payload), callTimeout);
  }

  /** Does not wait. Whoever still waits for an answer gets an {@link RpcException}. */
  @Override
  public void close() {
    connection.close();
  }

  private <T extends RpcResponse> Subscription subscribe(
      RpcRequest request, Function<Struct, T> decoder, Consumer<? super T> records) {
    var feed = new Feed<>(decoder, records);
    long seq = connection.send(request, feed);
    try {
      requireSuccess(feed.start().await(callTimeout, connection.agent(), request.command()));
    } catch (RpcException e) {
      feed.stop(); // It may start after all, when nobody expects its records any more.
      throw e;
    }
    return () -> stop(seq, feed);
  }

  private void stop(long seq, Feed<?> feed) {
    if (!feed.stop() || connection.gone().isDone()) {
      return;
    }
    try {
      done(new RpcRequest.Stop(seq), callTimeout);
    } catch (RpcException e) {
      return; // Nothing is handed out any more, which is all that the caller asked for.
    }
    synchronized (stopped) {
      stopped.addLast(seq);
      if (stopped.size() > STOPPED_KEPT) {
        connection.forget(stopped.removeFirst());
      }
    }
  }

  private <T> T body(RpcRequest request, Function<Struct, T> decoder) {
    return decoder.apply(call(request, Body.ON_SUCCESS, callTimeout).requireBody());
  }

  private void done(RpcRequest request, Duration timeout) {
    requireSuccess(call(request, Body.NEVER, timeout));
  }

  private Reply.Message call(RpcRequest request, Body body, Duration timeout) {
    var reply = new Reply(body);
    connection.send(request, reply);
    return reply.await(timeout, connection.agent(), request.command());
  }

  private static void requireSuccess(Reply.Message message) {
    if (!message.error().isEmpty()) {
      throw RpcException.refusal(message.error());
    }
  }
}
