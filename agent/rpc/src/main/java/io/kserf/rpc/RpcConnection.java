package io.kserf.rpc;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an agent: numbers requests, and hands each message that comes back to the
 * exchange with its number. One thread reads; another writes, so that an agent that has stopped
 * reading blocks no caller. Any thread may send.
 */
final class RpcConnection implements AutoCloseable {
  /** Requests that are under way, and streams. More means that the agent does not keep up. */
  static final int MAX_EXCHANGES = 1024;

  private static final String ADVICE = "the agent stopped, or something between closed it";

  private final String agent;
  private final Socket socket;
  private final BlockingQueue<byte[]> outbox = new ArrayBlockingQueue<>(MAX_EXCHANGES);
  private final Map<Long, Exchange> exchanges = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable RpcException> lost = new AtomicReference<>();
  private final CompletableFuture<RpcException> gone = new CompletableFuture<>();
  private final Thread writer;
  private long lastSeq; // guarded by this

  private RpcConnection(String agent, Socket socket, ThreadFactory threads) {
    this.agent = agent;
    this.socket = socket;
    this.writer = threads.newThread(this::write);
  }

  /** Takes over the socket. */
  static RpcConnection start(String agent, Socket socket, ThreadFactory threads) {
    var connection = new RpcConnection(agent, socket, threads);
    connection.writer.start();
    threads.newThread(connection::read).start();
    return connection;
  }

  String agent() {
    return agent;
  }

  /** Completes with the reason when the connection is gone and nothing waits for it any more. */
  CompletableFuture<RpcException> gone() {
    return gone;
  }

  /**
   * Does not wait for anything.
   *
   * @return the request's sequence number
   */
  synchronized long send(RpcRequest request, Exchange exchange) {
    if (exchanges.size() >= MAX_EXCHANGES) {
      throw RpcException.connection(
          "agent %s owes the answers to %d requests".formatted(agent, exchanges.size()),
          "it may hang: close this connection and open another",
          null);
    }
    long seq = ++lastSeq;
    exchanges.put(seq, exchange);
    RpcException reason = lost.get();
    if (reason != null) {
      exchanges.remove(seq);
      throw reason.again();
    }
    // Cannot be full: it has a place for each exchange, and those that are done have left it.
    outbox.add(RpcEncoder.request(new RpcCall(seq, request)));
    return seq;
  }

  /** Drops an exchange whose messages can no longer come. */
  void forget(long seq) {
    exchanges.remove(seq);
  }

  @Override
  public void close() {
    close(RpcException.connection("client closed", "", null));
  }

  private void close(RpcException reason) {
    if (!lost.compareAndSet(null, reason)) {
      return;
    }
    Dial.closeQuietly(socket);
    writer.interrupt();
    exchanges.forEach(
        (seq, exchange) -> {
          exchanges.remove(seq);
          exchange.fail(reason);
        });
    gone.complete(reason);
  }

  private void write() {
    try {
      OutputStream out = socket.getOutputStream();
      while (lost.get() == null) {
        out.write(outbox.take());
        out.flush();
      }
    } catch (IOException e) {
      close(closed(e));
    } catch (InterruptedException e) {
      // The connection was closed.
    }
  }

  private void read() {
    try {
      var values = new ValueReader(socket.getInputStream(), RpcLimits.RESPONSE);
      while (values.hasNext()) {
        dispatch(values);
      }
      close(closed(null));
    } catch (EOFException e) {
      close(closed(null));
    } catch (IOException e) {
      close(closed(e));
    } catch (MalformedRpc e) {
      close(
          RpcException.connection(
              "agent %s does not speak Serf's RPC: %s".formatted(agent, e.getMessage()),
              "is this the agent's -rpc-addr, and not its gossip port?",
              e));
    } catch (RuntimeException e) {
      close(new RpcException("reading from agent %s failed: %s".formatted(agent, e), e));
    }
  }

  private void dispatch(ValueReader values) throws IOException {
    Struct header = Struct.of(values.next(), "header");
    if (!header.has("Seq")) {
      throw new MalformedRpc("a response without a sequence number");
    }
    long seq = header.u64("Seq");
    String error = header.string("Error");
    Exchange exchange = exchanges.get(seq);
    if (exchange == null) {
      // Whether a body follows is anyone's guess.
      throw new MalformedRpc("a response to request %d, which was never sent".formatted(seq));
    }
    @Nullable Struct body =
        exchange.bodyFollows(error) ? Struct.of(values.next(), "response") : null;
    if (!exchange.accept(error, body)) {
      exchanges.remove(seq);
    }
  }

  /** In Serf's words: its scripts know {@code client closed}. */
  static RpcException closed(@Nullable IOException cause) {
    return RpcException.connection("client closed", ADVICE, cause);
  }
}
