package io.kserf.operator.agents;

import io.kserf.rpc.RpcCall;
import io.kserf.rpc.RpcEncoder;
import io.kserf.rpc.RpcMember;
import io.kserf.rpc.RpcRecord;
import io.kserf.rpc.RpcRequest;
import io.kserf.rpc.RpcRequestReader;
import io.kserf.rpc.RpcResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * An agent as the operator sees it: Serf's RPC on loopback, and a list of members that the test
 * sets. Whenever it changes, streams tell so.
 */
public final class FakeAgent implements AutoCloseable {
  private final String name;
  private final String token;
  private final ServerSocket server;
  private final List<Client> clients = new CopyOnWriteArrayList<>();
  private final List<RpcRequest> requests = new CopyOnWriteArrayList<>();
  private volatile List<RpcMember> members = List.of();
  private volatile CountDownLatch hanging = new CountDownLatch(0);
  private volatile String refusal = "";
  private volatile boolean losesAnswers;
  private volatile Map<String, Integer> keys = Map.of();
  private long lamportTime; // guarded by this

  private FakeAgent(String name, String token, ServerSocket server) {
    this.name = name;
    this.token = token;
    this.server = server;
  }

  /** On some port of 127.0.0.1. */
  public static FakeAgent start(String name, String token) {
    return start(name, token, "127.0.0.1", 0);
  }

  public static FakeAgent start(String name, String token, String address, int port) {
    try {
      var server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(InetAddress.getByName(address), port));
      var agent = new FakeAgent(name, token, server);
      agent.sees(alive(name));
      Thread.ofVirtual().start(agent::accept);
      return agent;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static RpcMember alive(String name) {
    return member(name, "alive", Map.of());
  }

  public static RpcMember failed(String name) {
    return member(name, "failed", Map.of());
  }

  public static RpcMember member(String name, String status, Map<String, String> tags) {
    return new RpcMember(name, new byte[] {10, 0, 0, 1}, 7946, tags, status, 1, 5, 2, 2, 5, 4);
  }

  public Agent agent() {
    return new Agent(name, address(), "1");
  }

  public String address() {
    return server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
  }

  /** Every request but handshakes and authentications. */
  public List<RpcRequest> requests() {
    return List.copyOf(requests);
  }

  public <T extends RpcRequest> List<T> requests(Class<T> type) {
    return requests.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The members from now on; streams say that something happened. */
  public void sees(RpcMember... now) {
    members = List.of(now);
    stream(new RpcRecord.Members("member-update", members));
  }

  /** Keys that it tells to hold, base64. Without any it says that there is no encryption. */
  public void holds(String... told) {
    keys = Arrays.stream(told).collect(Collectors.toMap(key -> key, key -> 1));
  }

  /** Answers nothing until {@link #wakes}, and keeps its connections. */
  public void hangs() {
    hanging = new CountDownLatch(1);
  }

  public void wakes() {
    hanging.countDown();
  }

  /** Refuses every user event with this text. */
  public void refusesEvents(String text) {
    refusal = text;
  }

  /** Takes user events, and closes the connection instead of answering. */
  public void losesAnswers(boolean loses) {
    losesAnswers = loses;
  }

  public void dropConnections() {
    clients.forEach(Client::close);
    clients.clear();
  }

  @Override
  public void close() {
    wakes();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    dropConnections();
  }

  private void accept() {
    try {
      while (true) {
        var client = new Client(server.accept());
        clients.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed by the test.
    }
  }

  private void serve(Client client) {
    try (client) {
      var calls = new RpcRequestReader(client.socket.getInputStream());
      for (var call = calls.next(); call.isPresent(); call = calls.next()) {
        hanging.await();
        answer(client, call.get());
      }
    } catch (IOException e) {
      // The client or the test closed it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(Client client, RpcCall call) throws IOException {
    long seq = call.seq();
    if (!(call.request() instanceof RpcRequest.Handshake)
        && !(call.request() instanceof RpcRequest.Auth)) {
      requests.add(call.request());
    }
    switch (call.request()) {
      case RpcRequest.Auth auth ->
          client.write(
              RpcEncoder.response(
                  seq, auth.authKey().equals(token) ? "" : "Invalid authentication token"));
      case RpcRequest.Members all ->
          client.write(RpcEncoder.response(seq, "", new RpcResponse.MemberList(members)));
      case RpcRequest.Stats stats ->
          client.write(
              RpcEncoder.response(
                  seq, "", new RpcResponse.Stats(Map.of("agent", Map.of("name", name)))));
      case RpcRequest.Join join ->
          client.write(
              RpcEncoder.response(seq, "", new RpcResponse.Joined(join.existing().size())));
      case RpcRequest.Stream stream -> {
        client.write(RpcEncoder.response(seq, ""));
        client.streams.add(seq);
      }
      case RpcRequest.ListKeys list -> client.write(keys(seq));
      case RpcRequest.Event event -> event(client, seq, event);
      default -> client.write(RpcEncoder.response(seq, ""));
    }
  }

  private byte[] keys(long seq) {
    var held = keys;
    return held.isEmpty()
        ? RpcEncoder.response(
            seq,
            "1/1 nodes reported failure",
            new RpcResponse.KeysListed(Map.of(), Map.of(name, "encryption not enabled"), 1, 1, 1))
        : RpcEncoder.response(seq, "", new RpcResponse.KeysListed(held, Map.of(), 0, 1, 1));
  }

  private void event(Client client, long seq, RpcRequest.Event event) throws IOException {
    if (!refusal.isEmpty()) {
      client.write(RpcEncoder.response(seq, refusal));
    } else if (losesAnswers) {
      client.close();
    } else {
      client.write(RpcEncoder.response(seq, ""));
      stream(new RpcRecord.User(tick(), event.name(), event.payload(), event.coalesce()));
    }
  }

  private synchronized long tick() {
    return ++lamportTime;
  }

  private void stream(RpcRecord record) {
    for (var client : clients) {
      for (long seq : client.streams) {
        try {
          client.write(RpcEncoder.response(seq, "", record));
        } catch (IOException e) {
          client.close();
        }
      }
    }
  }

  private static final class Client implements AutoCloseable {
    private final Socket socket;
    private final OutputStream out;
    private final List<Long> streams = new CopyOnWriteArrayList<>();

    Client(Socket socket) throws IOException {
      this.socket = socket;
      this.out = socket.getOutputStream();
    }

    synchronized void write(byte[] message) throws IOException {
      out.write(message);
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
