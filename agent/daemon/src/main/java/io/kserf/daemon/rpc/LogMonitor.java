package io.kserf.daemon.rpc;

import io.kserf.daemon.log.LogLine;
import io.kserf.rpc.RpcEncoder;
import io.kserf.rpc.RpcResponse;
import java.util.function.Consumer;

/**
 * The lines of the log that a {@code monitor} request asked for, on their way to its client. Called
 * under the log's own lock, so it must not log: what was dropped is told in the stream itself.
 */
final class LogMonitor implements Consumer<LogLine> {
  private final long seq;
  private final Outbox.Lane lane;
  private long dropped;

  LogMonitor(long seq, Outbox.Lane lane) {
    this.seq = seq;
    this.lane = lane;
  }

  /** Never blocks. */
  @Override
  public void accept(LogLine line) {
    if (dropped > 0 && offer("(" + dropped + " lines were dropped: they were not read)")) {
      dropped = 0;
    }
    if (!offer(line.text())) {
      dropped++;
    }
  }

  private boolean offer(String text) {
    return lane.offer(RpcEncoder.response(seq, "", new RpcResponse.LogLine(text)));
  }
}
