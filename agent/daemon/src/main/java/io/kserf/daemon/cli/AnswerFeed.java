package io.kserf.daemon.cli;

import io.kserf.rpc.RpcAnswer;
import io.kserf.rpc.RpcClient;
import io.kserf.rpc.RpcQuery;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * The answers to a query, handed from the connection's thread to the command's own, until the query
 * is done, the user has had enough, or the agent is gone.
 */
final class AnswerFeed {
  /** Why the answers ended. */
  enum End {
    DONE,
    INTERRUPTED,
    LOST
  }

  private sealed interface Item {
    record Answer(RpcAnswer answer) implements Item {}

    record Ended(End end) implements Item {}
  }

  private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();

  private AnswerFeed() {}

  /** Sends the query. */
  static AnswerFeed of(RpcQuery query, RpcClient client, Interrupts interrupts) {
    var feed = new AnswerFeed();
    client.onClosed(() -> feed.items.add(new Item.Ended(End.LOST)));
    client.query(query, answer -> feed.items.add(item(answer)));
    interrupts.onInterrupt(() -> feed.items.add(new Item.Ended(End.INTERRUPTED)));
    return feed;
  }

  /** Blocks until the end. */
  End forEach(Consumer<RpcAnswer> answers) {
    try {
      while (true) {
        switch (items.take()) {
          case Item.Answer(RpcAnswer answer) -> answers.accept(answer);
          case Item.Ended(End end) -> {
            return end;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return End.INTERRUPTED;
    }
  }

  // An answer without a sender ends a query as well: so Serf's own command line reads it.
  private static Item item(RpcAnswer answer) {
    boolean ends =
        switch (answer) {
          case RpcAnswer.Ack(String from) -> from.isEmpty();
          case RpcAnswer.Response response -> response.from().isEmpty();
          case RpcAnswer.Done() -> true;
        };
    return ends ? new Item.Ended(End.DONE) : new Item.Answer(answer);
  }
}
