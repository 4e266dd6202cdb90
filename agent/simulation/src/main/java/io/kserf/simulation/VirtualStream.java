package io.kserf.simulation;

import io.kserf.swim.Address;
import io.kserf.swim.Completion;
import io.kserf.swim.SwimException;
import io.kserf.swim.Timers.Timer;
import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.StreamFrame;
import io.kserf.swim.wire.StreamSide;
import java.time.Duration;

/**
 * One connection: it is opened within a round trip, the request goes over, and the reply comes
 * back. Segments that are lost come late; across a partition nothing comes, until the dialler gives
 * up. Both sides find the ends of the messages as real ones do.
 */
final class VirtualStream {
  private final VirtualNetwork network;
  private final VirtualHost<?>.Run dialler;
  private final Address to;
  private final Completion<byte[]> reply;
  private final Timer deadline;
  private boolean settled;

  VirtualStream(
      VirtualNetwork network,
      VirtualHost<?>.Run dialler,
      Address to,
      Duration timeout,
      Completion<byte[]> reply) {
    this.network = network;
    this.dialler = dialler;
    this.to = to;
    this.reply = reply;
    this.deadline =
        dialler.after(
            timeout.toNanos(), () -> fail("no reply within " + timeout.toMillis() + " ms"));
  }

  void dial(byte[] request) {
    byte[] sent = request.clone();
    forth(() -> accept(sent));
  }

  /** The connection request has arrived. */
  private void accept(byte[] request) {
    var listener = network.runAt(to);
    if (listener == null) {
      back(() -> fail("connection refused"));
      return;
    }
    back(() -> forth(() -> deliver(listener, request)));
  }

  private void deliver(VirtualHost<?>.Run listener, byte[] request) {
    if (listener.isOver()) {
      back(() -> fail("connection reset"));
    } else {
      listener.whenAwake(() -> handle(listener, request));
    }
  }

  private void handle(VirtualHost<?>.Run listener, byte[] request) {
    requireWhole(request, StreamSide.DIALLER);
    // Port numbers of diallers are ephemeral: nobody may rely on them.
    var from = dialler.address().withPort(network.ephemeralPort());
    byte[] answer = listener.process().onStream(from, request);
    if (answer == null) {
      back(() -> fail("the stream was closed without an answer"));
      return;
    }
    requireWhole(answer, StreamSide.LISTENER);
    back(() -> succeed(answer));
  }

  private static void requireWhole(byte[] message, StreamSide writer) {
    var frame = new StreamFrame(writer);
    try {
      if (frame.offer(message) && frame.bytes().length == message.length) {
        return;
      }
    } catch (MalformedMessage e) {
      throw new AssertionError("a member writes what is no stream message", e);
    }
    throw new AssertionError(
        "a member writes a stream message of %d bytes whose end cannot be found"
            .formatted(message.length));
  }

  private void forth(Runnable arrival) {
    network.segment(dialler.address(), to, arrival);
  }

  private void back(Runnable arrival) {
    network.segment(to, dialler.address(), arrival);
  }

  private void succeed(byte[] answer) {
    settle(() -> reply.succeeded(answer));
  }

  private void fail(String reason) {
    settle(() -> reply.failed(new SwimException("stream to " + to + ": " + reason)));
  }

  private void settle(Runnable outcome) {
    if (!settled) {
      settled = true;
      deadline.cancel();
      dialler.whenAwake(outcome);
    }
  }
}
