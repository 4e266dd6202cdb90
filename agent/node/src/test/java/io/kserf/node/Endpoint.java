package io.kserf.node;

import io.kserf.swim.Address;
import io.kserf.swim.Completion;
import io.kserf.swim.SwimException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sockets on a loop without an engine behind them. */
final class Endpoint implements Inbound, AutoCloseable {
  record Datagram(Address from, byte[] bytes) {}

  final BlockingQueue<Datagram> datagrams = new LinkedBlockingQueue<>();
  final BlockingQueue<byte[]> requests = new LinkedBlockingQueue<>();
  final RecordedLog log = new RecordedLog();
  final Address address;
  private final MemberLoop loop;
  private final GossipNetwork network;
  private final UnaryOperator<byte[]> answer;

  Endpoint(String bind, Duration tcpTimeout, UnaryOperator<byte @Nullable []> answer) {
    this.answer = answer;
    Sockets sockets = Sockets.bind(HostPort.parse("bind", bind, 0));
    address = SocketAddresses.toAddress(sockets.local());
    loop = MemberLoop.of(bind, null);
    network = new GossipNetwork(loop.netty(), sockets, tcpTimeout, this, new Guard(log), log);
    loop.tell(network::open);
  }

  void send(Address to, byte[] datagram) {
    loop.tell(() -> network.send(to, datagram));
  }

  /** Completes with the reply, or with the failure, and checks that it does so on the loop. */
  CompletableFuture<byte[]> exchange(Address to, byte[] request, Duration timeout) {
    var reply = new CompletableFuture<byte[]>();
    loop.tell(() -> network.exchange(to, request, timeout, completing(reply)));
    return reply;
  }

  private Completion<byte[]> completing(CompletableFuture<byte[]> reply) {
    return new Completion<>() {
      @Override
      public void succeeded(byte[] result) {
        assert loop.netty().inEventLoop();
        reply.complete(result);
      }

      @Override
      public void failed(SwimException cause) {
        assert loop.netty().inEventLoop();
        reply.completeExceptionally(cause);
      }
    };
  }

  @Override
  public void onDatagram(Address from, byte[] datagram) {
    datagrams.add(new Datagram(from, datagram));
  }

  @Override
  public byte @Nullable [] onStream(Address from, byte[] request) {
    requests.add(request);
    return answer.apply(request);
  }

  @Override
  public void close() {
    loop.tell(network::close);
    loop.close().join();
  }
}
