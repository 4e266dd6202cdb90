package io.kserf.daemon.rpc;

import io.kserf.node.QueryReply;
import io.kserf.rpc.RpcAnswer;
import io.kserf.rpc.RpcEncoder;
import java.util.concurrent.Flow;

/** What comes back to a query that a client asked, on its way to that client. Never blocks. */
final class QueryRecords implements Flow.Subscriber<QueryReply> {
  private final long seq;
  private final Outbox.Lane lane;

  QueryRecords(long seq, Outbox.Lane lane) {
    this.seq = seq;
    this.lane = lane;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    // The lane drops what a slow client does not read, as Serf does.
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(QueryReply reply) {
    lane.offer(
        encoded(
            switch (reply) {
              case QueryReply.Ack(var from) -> new RpcAnswer.Ack(from);
              case QueryReply.Response(var from, var payload) ->
                  new RpcAnswer.Response(from, payload);
            }));
  }

  /** The member stops: half an answer must not look like the whole, so the end is not told. */
  @Override
  public void onError(Throwable cause) {}

  @Override
  public void onComplete() {
    lane.end(encoded(new RpcAnswer.Done()));
  }

  private byte[] encoded(RpcAnswer answer) {
    return RpcEncoder.response(seq, "", answer);
  }
}
