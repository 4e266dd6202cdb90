package io.kserf.node;

import io.kserf.swim.Log;
import io.kserf.swim.Log.Level;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;

/**
 * Accepts streams, at most {@value #MAX_STREAMS} at a time and {@value #MAX_BYTES} bytes in all of
 * them together, so that nobody can exhaust this member by connecting.
 */
final class AcceptedStreams extends ChannelInitializer<SocketChannel> {
  /** As many as memberlist serves. */
  static final int MAX_STREAMS = 127;

  /** Bytes of requests that are not complete yet. */
  static final int MAX_BYTES = 64 << 20;

  private final EventLoop loop;
  private final NioServerSocketChannel listener;
  private final Duration timeout;
  private final Inbound inbound;
  private final SparseLog log;
  private final ChannelGroup streams;
  private final ByteBudget budget = new ByteBudget(MAX_BYTES);

  AcceptedStreams(
      EventLoop loop, ServerSocketChannel socket, Duration timeout, Inbound inbound, Log log) {
    this.loop = loop;
    this.timeout = timeout;
    this.inbound = inbound;
    this.log = new SparseLog(log);
    listener = new NioServerSocketChannel(socket);
    streams = new DefaultChannelGroup(loop);
  }

  void open() {
    new ServerBootstrap().group(loop).channelFactory(() -> listener).childHandler(this).register();
  }

  @Override
  protected void initChannel(SocketChannel stream) {
    if (streams.size() >= MAX_STREAMS) {
      log.log(
          Level.WARN,
          () ->
              "memberlist: Too many pending push/pull requests: refused the stream from "
                  + stream.remoteAddress());
      stream.close();
      return;
    }
    streams.add(stream);
    stream.pipeline().addLast(new AcceptedStream(inbound, timeout, budget, log));
  }

  void close() {
    listener.close();
    streams.close();
  }
}
