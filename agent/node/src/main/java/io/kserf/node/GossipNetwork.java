package io.kserf.node;

import io.kserf.swim.Address;
import io.kserf.swim.Completion;
import io.kserf.swim.Log;
import io.kserf.swim.Network;
import io.netty.channel.EventLoop;
import java.time.Duration;

/** A member's UDP and TCP sockets on its event loop. Used on the loop only. */
final class GossipNetwork implements Network {
  private final Datagrams datagrams;
  private final AcceptedStreams accepted;
  private final DialledStreams dialled;

  /**
   * @param sockets become this object's to close
   * @param tcpTimeout how long an accepted stream may take for its request, and again for the
   *     answer
   */
  GossipNetwork(
      EventLoop loop, Sockets sockets, Duration tcpTimeout, Inbound inbound, Guard guard, Log log) {
    datagrams = new Datagrams(loop, sockets.udp(), inbound, log);
    accepted = new AcceptedStreams(loop, sockets.tcp(), tcpTimeout, inbound, log);
    dialled = new DialledStreams(loop, guard);
  }

  /** From here on what arrives is handed over. */
  void open() {
    datagrams.open();
    accepted.open();
  }

  @Override
  public void send(Address to, byte[] datagram) {
    datagrams.send(to, datagram);
  }

  @Override
  public void exchange(Address to, byte[] request, Duration timeout, Completion<byte[]> reply) {
    dialled.exchange(to, request, timeout, reply);
  }

  /** Closes every socket, also those of streams under way. */
  void close() {
    datagrams.close();
    accepted.close();
    dialled.close();
  }
}
