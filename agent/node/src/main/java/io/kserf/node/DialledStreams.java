package io.kserf.node;

import io.kserf.swim.Address;
import io.kserf.swim.Completion;
import io.kserf.swim.SwimException;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Begins exchanges with other members. */
final class DialledStreams {
  private final EventLoop loop;
  private final Guard guard;
  private final ChannelGroup streams;

  DialledStreams(EventLoop loop, Guard guard) {
    this.loop = loop;
    this.guard = guard;
    streams = new DefaultChannelGroup(loop);
  }

  /** See {@link io.kserf.swim.Network#exchange}. */
  void exchange(Address to, byte[] request, Duration timeout, Completion<byte[]> reply) {
    InetSocketAddress remote;
    try {
      remote = SocketAddresses.toSocket(to);
    } catch (IllegalArgumentException e) {
      loop.execute(() -> reply.failed(new SwimException(String.valueOf(e.getMessage()), e)));
      return;
    }
    var stream = new DialledStream(loop, guard, to, request, timeout, reply);
    ChannelFuture connected =
        new Bootstrap()
            .group(loop)
            .channelFactory(NioSocketChannel::new)
            // The stream's own deadline covers the connect as well.
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
            .handler(stream)
            .connect(remote);
    streams.add(connected.channel());
    stream.await(connected);
  }

  void close() {
    streams.close();
  }
}
