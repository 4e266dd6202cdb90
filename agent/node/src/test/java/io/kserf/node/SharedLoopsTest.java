package io.kserf.node;

import static io.kserf.node.Members.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kserf.serf.SerfMember;
import io.netty.channel.nio.NioEventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Members in great number share the threads of one group. */
class SharedLoopsTest {
  private static final int MEMBERS = 60;

  @RegisterExtension final Members members = new Members("127.71.8");

  private final NioEventLoopGroup group = new NioEventLoopGroup(2);

  @AfterEach
  void shutDownTheGroup() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  @Test
  void manyMembersOnTwoThreadsAreOnePool() {
    List<Serf> pool = new ArrayList<>();
    for (int i = 0; i < MEMBERS; i++) {
      Serf serf = members.start("m" + i, config -> config.eventLoopGroup(group));
      pool.add(serf);
      Members.join(serf, pool.getFirst());
    }

    // Everybody has told the first one by push/pull; gossip alone may miss a few at first.
    awaitAlive(pool.getFirst(), MEMBERS);
    pool.forEach(serf -> awaitAlive(serf, MEMBERS / 2));
    assertThat(pool).flatExtracting(Serf::members).allMatch(SerfMember::isAlive);

    pool.forEach(Serf::close);
    assertThat(group.isShuttingDown()).isFalse();
  }

  private static void awaitAlive(Serf serf, int atLeast) {
    await()
        .atMost(SOON)
        .until(() -> serf.members().stream().filter(SerfMember::isAlive).count() >= atLeast);
  }
}
