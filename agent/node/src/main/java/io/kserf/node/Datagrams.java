package io.kserf.node;

import io.kserf.swim.Address;
import io.kserf.swim.Log;
import io.kserf.swim.Log.Level;
import io.kserf.swim.SendFailed;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/** The gossip socket: every packet leaves from it, so that its source is the bound address. */
final class Datagrams extends SimpleChannelInboundHandler<DatagramPacket> {
  private static final int MAX_DATAGRAM_BYTES = 65_536;
  // Asked for; the kernel grants what net.core.rmem_max allows.
  private static final int RECEIVE_BUFFER_BYTES = 2 << 20;

  private final EventLoop loop;
  private final NioDatagramChannel channel;
  private final Inbound inbound;
  private final Log log;

  Datagrams(EventLoop loop, DatagramChannel socket, Inbound inbound, Log log) {
    this.loop = loop;
    this.inbound = inbound;
    this.log = log;
    channel = new NioDatagramChannel(socket);
    channel.config().setOption(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
    channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(MAX_DATAGRAM_BYTES));
    channel.pipeline().addLast(this);
  }

  void open() {
    loop.register(channel);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
    if (packet.content().isReadable()) {
      inbound.onDatagram(
          SocketAddresses.toAddress(packet.sender()), ByteBufUtil.getBytes(packet.content()));
    }
  }

  /** See {@link io.kserf.swim.Network#send}. */
  void send(Address to, byte[] datagram) {
    if (!channel.isWritable()) {
      // The kernel takes no more at this moment. A queue would only make news older.
      return;
    }
    Throwable failure = write(to, datagram);
    if (failure != null) {
      throw new SendFailed("write udp " + to + ": " + SystemErrors.text(failure), failure);
    }
  }

  private @Nullable Throwable write(Address to, byte[] datagram) {
    try {
      InetSocketAddress remote = SocketAddresses.toSocket(to);
      return channel
          .writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(datagram), remote))
          .cause();
    } catch (IllegalArgumentException e) {
      return e;
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    log.log(Level.DEBUG, () -> "memberlist: read udp: " + SystemErrors.text(cause));
  }

  void close() {
    channel.close();
  }
}
