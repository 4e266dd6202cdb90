package io.kserf.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kserf.serf.QueryParams;
import io.kserf.swim.Log;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Members in great number share the threads of one group; CrowdBenchmark has the figures. */
class SharedLoopsTest {
  private static final int LOOPS = 2;
  private static final int POOLS = 3;
  private static final int MEMBERS = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Crowd crowd = new Crowd(LOOPS);

  @AfterEach
  void close() {
    crowd.close();
  }

  @Test
  void hundredsOfMembersOnTwoThreadsArePoolsAndLeaveNothingBehind() {
    crowd.addPool(LOOPS);
    List<String> threadsOfFew = threads();
    crowd.closeMembers();
    long sockets = Footprint.countSockets();

    for (int i = 0; i < POOLS; i++) {
      crowd.addPool(MEMBERS);
    }

    // Gossip alone may miss a few at first; push/pull finds them, a minute later.
    await().atMost(PATIENCE).until(() -> crowd.missing() <= crowd.pairs() / 1000);
    assertThat(threads()).isEqualTo(threadsOfFew).hasSize(LOOPS);
    assertThat(Footprint.countSockets()).isGreaterThanOrEqualTo(sockets + 2 * POOLS * MEMBERS);

    crowd.closeMembers();
    assertThat(Footprint.countSockets()).isEqualTo(sockets);
    assertThat(threads()).isEqualTo(threadsOfFew);
    assertThat(crowd.defects()).isEmpty();
  }

  @Test
  void aMemberWhoseGroupHasEndedBeforeItCanStillBeClosed() {
    var group = new NioEventLoopGroup(1);
    Serf serf =
        Serf.create(
            SerfConfig.lan()
                .name("late")
                .bind("127.72.99.1:0")
                .eventLoopGroup(group)
                .log(Log.silent()));
    Query query = serf.query("q", new byte[0], QueryParams.DEFAULT.timeout(Duration.ofHours(1)));
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();

    serf.close();
    serf.close();

    assertThat(serf.awaitStop()).isEmpty();
    assertThatThrownBy(serf::members).hasMessage("this member is closed");
    assertThatThrownBy(query::await).hasMessageStartingWith("the member has stopped");
  }

  @Test
  void aCallThatWaitsIsRefusedOnTheLoopBeforeItAsksANameServer() {
    var group = new NioEventLoopGroup(1);
    try (Serf serf =
        Serf.create(
            SerfConfig.lan()
                .name("here")
                .bind("127.72.99.1:0")
                .eventLoopGroup(group)
                .log(Log.silent()))) {
      Future<?> joined = group.submit(() -> serf.join(List.of("nosuch.invalid")));
      Future<?> stopped = group.submit(serf::awaitStop);

      assertThat(joined.awaitUninterruptibly().cause())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("make it from another thread");
      assertThat(stopped.awaitUninterruptibly().cause()).isInstanceOf(IllegalStateException.class);
    } finally {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  /** The JDK's own, such as carriers of virtual threads, come and go with the load. */
  private static List<String> threads() {
    return Footprint.namesOfThreads().stream()
        .filter(name -> name.startsWith("kserf") || name.startsWith(Crowd.THREADS))
        .toList();
  }
}
