package io.kserf.rpc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stream, monitor or query: a response without a body that says whether it started, then records
 * until it ends.
 */
final class Feed<T extends RpcResponse> implements Exchange {
  private static final Logger LOG = System.getLogger(Feed.class.getName());

  private final Reply start = new Reply(Reply.Body.NEVER);
  private final Function<Struct, T> decoder;
  private final Consumer<? super T> records;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private boolean started; // reader thread only

  Feed(Function<Struct, T> decoder, Consumer<? super T> records) {
    this.decoder = decoder;
    this.records = records;
  }

  Reply start() {
    return start;
  }

  /**
   * From now on records are read and dropped: some may be under way already.
   *
   * @return whether this is the first call
   */
  boolean stop() {
    return stopped.compareAndSet(false, true);
  }

  @Override
  public boolean bodyFollows(String error) {
    return started && error.isEmpty();
  }

  @Override
  public boolean accept(String error, @Nullable Struct body) {
    if (!started) {
      started = error.isEmpty();
      start.accept(error, null);
      return started;
    }
    if (body == null) {
      return true;
    }
    T record = decoder.apply(body);
    if (!stopped.get()) {
      hand(record);
    }
    return !(record instanceof RpcAnswer.Done);
  }

  private void hand(T record) {
    try {
      records.accept(record);
    } catch (RuntimeException e) {
      // A listener's mistake must not end the other streams of this connection.
      LOG.log(Level.WARNING, "listener failed on a record of " + record.getClass(), e);
    }
  }

  @Override
  public void fail(RpcException cause) {
    start.fail(cause);
  }
}
