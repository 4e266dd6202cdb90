package io.kserf.daemon.rpc;

import io.kserf.rpc.RpcAnswer;
import io.kserf.rpc.RpcEncoder;
import io.kserf.serf.QueryListener;

/**
 * What comes back to a query that a client asked, on its way to that client. Called on the member's
 * event loop, never blocks.
 */
final class QueryRecords implements QueryListener {
  private final long seq;
  private final Outbox.Lane lane;

  QueryRecords(long seq, Outbox.Lane lane) {
    this.seq = seq;
    this.lane = lane;
  }

  @Override
  public void onAck(String from) {
    offer(new RpcAnswer.Ack(from));
  }

  @Override
  public void onResponse(String from, byte[] payload) {
    offer(new RpcAnswer.Response(from, payload));
  }

  @Override
  public void onDone() {
    lane.end(encoded(new RpcAnswer.Done()));
  }

  private void offer(RpcAnswer answer) {
    lane.offer(encoded(answer));
  }

  private byte[] encoded(RpcAnswer answer) {
    return RpcEncoder.response(seq, "", answer);
  }
}
