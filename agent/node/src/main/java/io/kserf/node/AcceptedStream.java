package io.kserf.node;

import io.kserf.swim.Address;
import io.kserf.swim.Log.Level;
import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.StreamFrame;
import io.kserf.swim.wire.StreamSide;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One exchange that a peer began: reads its message, hands it over, writes the answer, closes. Who
 * stays silent, or does not fetch the answer, is cut off.
 */
final class AcceptedStream extends SimpleChannelInboundHandler<ByteBuf> {
  private final Inbound inbound;
  private final Duration timeout;
  private final ByteBudget budget;
  private final SparseLog log;
  private final StreamFrame frame = new StreamFrame(StreamSide.DIALLER);
  private int taken;
  private boolean handedOver;
  private @Nullable Future<?> deadline;

  AcceptedStream(Inbound inbound, Duration timeout, ByteBudget budget, SparseLog log) {
    this.inbound = inbound;
    this.timeout = timeout;
    this.budget = budget;
    this.log = log;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    startDeadline(context);
  }

  private void startDeadline(ChannelHandlerContext context) {
    stopDeadline();
    deadline =
        context.executor().schedule(() -> context.close(), timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void stopDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf chunk) {
    if (handedOver) {
      return;
    }
    if (!budget.take(chunk.readableBytes())) {
      refuse(context, "unfinished streams hold %d bytes".formatted(AcceptedStreams.MAX_BYTES));
      return;
    }
    taken += chunk.readableBytes();
    try {
      if (frame.offer(chunk.nioBuffer())) {
        answer(context);
      }
    } catch (MalformedMessage e) {
      refuse(context, String.valueOf(e.getMessage()));
    }
  }

  private void answer(ChannelHandlerContext context) {
    handedOver = true;
    giveBack();
    byte[] answer = inbound.onStream(remote(context), frame.bytes());
    if (answer == null) {
      context.close();
      return;
    }
    startDeadline(context);
    context.writeAndFlush(Unpooled.wrappedBuffer(answer)).addListener(ChannelFutureListener.CLOSE);
  }

  private void refuse(ChannelHandlerContext context, String why) {
    handedOver = true;
    log.log(
        Level.WARN,
        () -> "memberlist: failed to receive: %s from=%s".formatted(why, remote(context)));
    context.close();
  }

  private static Address remote(ChannelHandlerContext context) {
    return SocketAddresses.toAddress((InetSocketAddress) context.channel().remoteAddress());
  }

  private void giveBack() {
    budget.giveBack(taken);
    taken = 0;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    stopDeadline();
    giveBack();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) {
      log.log(Level.ERR, () -> "kserf: internal error, a stream was dropped: " + cause);
    }
    context.close();
  }
}
