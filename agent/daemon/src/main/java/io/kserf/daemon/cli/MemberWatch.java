package io.kserf.daemon.cli;

import io.kserf.rpc.RpcClient;
import io.kserf.rpc.RpcException;
import io.kserf.rpc.RpcMember;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Shows members again whenever something happens to one. Events say when to look; the agent's list
 * says what there is, so that its filters count, and what a full stream drops is not lost for good.
 */
final class MemberWatch {
  /** News of several members come together, and a list of thousands is not for each of them. */
  private static final Duration TOGETHER = Duration.ofMillis(100);

  /** No event tells that a member has begun to leave, or that an agent hangs. */
  private static final Duration LOOK_ANYWAY = Duration.ofSeconds(10);

  private final RpcClient client;
  private final Supplier<List<RpcMember>> list;
  private final MemberView view;
  private final Console console;

  /**
   * @param list asks the agent
   */
  MemberWatch(RpcClient client, Supplier<List<RpcMember>> list, MemberView view, Console console) {
    this.client = client;
    this.list = list;
    this.view = view;
    this.console = console;
  }

  /**
   * Blocks until the interrupt, or until nobody reads the output any more.
   *
   * @throws Failure if the agent goes away
   * @throws RpcException if it refuses
   */
  int run() {
    // Before the first list, so that no change falls in between.
    MemberFeed feed = MemberFeed.of(client, console.interrupts());
    view.show(feed.take(), list.get());
    while (!console.out().checkError()) {
      switch (feed.await(TOGETHER, LOOK_ANYWAY)) {
        case RUNNING -> look(feed);
        case INTERRUPTED -> {
          view.end();
          return 0;
        }
        case LOST -> throw Failure.agentGone();
      }
    }
    return 1;
  }

  private void look(MemberFeed feed) {
    List<MemberFeed.News> news = feed.take();
    List<RpcMember> members;
    try {
      members = list.get();
    } catch (RpcException e) {
      // A call fails a moment before the feed hears that the connection is gone.
      if (feed.await(TOGETHER, TOGETHER) == MemberFeed.State.RUNNING) {
        throw e;
      }
      return;
    }
    view.show(news, members);
  }
}
