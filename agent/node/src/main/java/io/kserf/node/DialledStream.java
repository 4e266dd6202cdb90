package io.kserf.node;

import io.kserf.swim.Address;
import io.kserf.swim.Completion;
import io.kserf.swim.SwimException;
import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.StreamFrame;
import io.kserf.swim.wire.StreamSide;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One exchange that this member began: connects, writes its message, reads one in return. */
final class DialledStream extends SimpleChannelInboundHandler<ByteBuf> {
  private final EventLoop loop;
  private final Guard guard;
  private final Address to;
  private final byte[] request;
  private final Duration timeout;
  private final StreamFrame frame = new StreamFrame(StreamSide.LISTENER);
  private final Future<?> deadline;
  // Empty once the outcome is told: whatever happens to the connection later is of no interest.
  private @Nullable Completion<byte[]> reply;
  private @Nullable Channel channel;
  private boolean connected;

  DialledStream(
      EventLoop loop,
      Guard guard,
      Address to,
      byte[] request,
      Duration timeout,
      Completion<byte[]> reply) {
    this.loop = loop;
    this.guard = guard;
    this.to = to;
    this.request = request;
    this.timeout = timeout;
    this.reply = reply;
    deadline = loop.schedule(this::onDeadline, timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Watches the connect. */
  void await(ChannelFuture connecting) {
    channel = connecting.channel();
    connecting.addListener(
        done -> {
          if (done.cause() != null) {
            loop.execute(() -> fail(dialFailure(SystemErrors.text(done.cause())), done.cause()));
          }
        });
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    connected = true;
    context.writeAndFlush(Unpooled.wrappedBuffer(request));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf chunk) {
    try {
      if (reply != null && frame.offer(chunk.nioBuffer())) {
        byte[] answer = frame.bytes();
        end(outcome -> outcome.succeeded(answer));
      }
    } catch (MalformedMessage e) {
      fail("%s answered what Serf does not: %s".formatted(to, e.getMessage()), e);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    fail("EOF (%s closed the connection without an answer; its log says why)".formatted(to), null);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fail("read tcp %s: %s".formatted(to, SystemErrors.text(cause)), cause);
  }

  private void onDeadline() {
    String allowed = timeout.toMillis() / 1000.0 + " s";
    fail(
        connected
            ? "read tcp %s: i/o timeout (connected, but no whole answer within %s)"
                .formatted(to, allowed)
            : dialFailure("i/o timeout"),
        null);
  }

  private String dialFailure(String reason) {
    String what = reason.equals("i/o timeout") ? reason : "connect: " + reason;
    return "dial tcp %s: %s (does an agent run there, and is port %d/tcp open?)"
        .formatted(to, what, to.port());
  }

  private void fail(String message, @Nullable Throwable cause) {
    end(outcome -> outcome.failed(new SwimException(message, cause)));
  }

  private void end(Consumer<Completion<byte[]>> outcome) {
    Completion<byte[]> waiting = reply;
    if (waiting == null) {
      return;
    }
    reply = null;
    deadline.cancel(false);
    if (channel != null) {
      channel.close();
    }
    guard.run("the end of a stream to " + to, () -> outcome.accept(waiting));
  }
}
