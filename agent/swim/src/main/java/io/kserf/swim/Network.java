package io.kserf.swim;

import java.time.Duration;

/**
 * How the instance reaches other members. Implemented by the shell; called from the instance's
 * thread; never blocks.
 */
public interface Network {
  /**
   * Sends one datagram from the gossip socket. Best effort: a datagram may be lost, repeated or
   * reordered without a word.
   *
   * @throws SendFailed when the local send fails in a way that tells about the remote side
   *     (unreachable, refused)
   */
  void send(Address to, byte[] datagram);

  /**
   * Opens a stream to {@code to}, writes {@code request}, and hands back the one message that is
   * read as the reply, as whole bytes from the start of the stream (see {@link
   * io.kserf.swim.wire.StreamFrame}). Exactly one of the reply's methods is called, later, on the
   * instance's thread, at the latest when {@code timeout} is over.
   */
  void exchange(Address to, byte[] request, Duration timeout, Completion<byte[]> reply);
}
