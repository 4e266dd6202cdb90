package io.kserf.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.kserf.rpc.RpcClient;
import io.kserf.rpc.RpcOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A pool for measuring: many agents in the profile "lan" that know each other, with their RPC. */
final class MeasuredPool implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private final List<AgentPeer> members = new ArrayList<>();
  private final List<RpcClient> clients = new ArrayList<>();

  /**
   * @param kinds one for each member
   */
  MeasuredPool(Pool pool, List<Binary> kinds) {
    pool.inProfile("lan");
    pool.expectComplaint(".");
    for (Binary kind : kinds) {
      AgentPeer member = pool.plainAgent("member-" + members.size(), kind);
      members.add(member);
      clients.add(RpcClient.connect(RpcOptions.of(member.identity().place().rpcAddress())));
      if (members.size() > 1) {
        clients.getLast().join(List.of(members.getFirst().address()), false);
      }
    }
    for (RpcClient client : clients) {
      await().atMost(DEADLINE).until(() -> alive(client) == members.size());
    }
  }

  private static long alive(RpcClient client) {
    return client.members().stream().filter(member -> member.status().equals("alive")).count();
  }

  List<AgentPeer> members() {
    return members;
  }

  /** How long a user event takes from the request to each member's stream, in milliseconds. */
  Figures timesOfAnEvent(int sender, String name) throws InterruptedException {
    var heard = new ConcurrentLinkedQueue<Long>();
    var all = new CountDownLatch(members.size());
    List<RpcClient.Subscription> streams =
        clients.stream()
            .map(
                client ->
                    client.stream(
                        "user:" + name,
                        record -> {
                          heard.add(System.nanoTime());
                          all.countDown();
                        }))
            .toList();
    long began = System.nanoTime();
    clients.get(sender).userEvent(name, "now".getBytes(UTF_8), false);
    if (!all.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError(name + " was heard by " + heard.size() + " members only");
    }
    streams.forEach(RpcClient.Subscription::stop);
    return Figures.of(heard.stream().mapToDouble(at -> (at - began) / 1e6));
  }

  @Override
  public void close() {
    clients.forEach(RpcClient::close);
  }
}
