package io.kserf.swim;

import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.Message;
import io.kserf.swim.wire.StreamCodec;
import io.kserf.swim.wire.StreamSide;
import java.time.Duration;

/** The one message that each side of a stream writes: as the dialler, and as the listener. */
final class Streams {
  private final Shell shell;
  private final StreamCodec codec;

  Streams(Shell shell, StreamCodec codec) {
    this.shell = shell;
    this.codec = codec;
  }

  /**
   * Dials {@code to}, sends {@code request} and hands back the reply. An unreadable reply and the
   * peer's refusal are failures. Nothing is handed back once the instance has stopped.
   */
  void exchange(Address to, Message request, Duration timeout, Completion<Message> reply) {
    shell.network().exchange(to, seal(request, StreamSide.DIALLER), timeout, new Reply(reply));
  }

  /**
   * The message that a dialler has sent.
   *
   * @throws MalformedMessage if there is none in it
   */
  Message open(byte[] request) {
    Message message = codec.open(request, StreamSide.DIALLER);
    if (message instanceof Message.PushPull) {
      shell.telemetry().sample("memberlist.size.remote", request.length);
    }
    return message;
  }

  byte[] sealAnswer(Message answer) {
    return seal(answer, StreamSide.LISTENER);
  }

  private byte[] seal(Message message, StreamSide writer) {
    byte[] bytes = codec.seal(message, writer);
    shell.telemetry().count("memberlist.tcp.sent", bytes.length);
    if (message instanceof Message.PushPull) {
      shell.telemetry().gauge("memberlist.size.local", bytes.length);
    }
    return bytes;
  }

  private Message openReply(byte[] bytes) {
    Message message;
    try {
      message = codec.open(bytes, StreamSide.LISTENER);
    } catch (MalformedMessage e) {
      throw new SwimException("unreadable reply: " + e.getMessage(), e);
    }
    if (message instanceof Message.Error refusal) {
      throw new SwimException("remote error: " + refusal.error());
    }
    return message;
  }

  /** A reply on its way from the shell, which must not be hurt by what follows from it. */
  private final class Reply implements Completion<byte[]> {
    private final Completion<Message> reply;

    Reply(Completion<Message> reply) {
      this.reply = reply;
    }

    @Override
    public void succeeded(byte[] bytes) {
      deliver(
          () -> {
            Message message;
            try {
              message = openReply(bytes);
            } catch (SwimException unusable) {
              reply.failed(unusable);
              return;
            }
            reply.succeeded(message);
          });
    }

    @Override
    public void failed(SwimException cause) {
      deliver(() -> reply.failed(cause));
    }

    private void deliver(Runnable outcome) {
      if (!shell.timers().isStopped()) {
        shell.complaints().guard("the reply on a stream", outcome);
      }
    }
  }
}
