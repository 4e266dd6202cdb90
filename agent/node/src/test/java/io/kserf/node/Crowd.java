package io.kserf.node;

import io.kserf.serf.SerfMember;
import io.kserf.swim.Log.Level;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Pools of many members, all of them on the threads of one group, with one copy of what they know.
 */
final class Crowd implements AutoCloseable {
  static final String THREADS = "crowd";

  private final NioEventLoopGroup group;
  private final SharedIdentities identities = new SharedIdentities();
  private final List<List<Serf>> pools = new ArrayList<>();
  private final AtomicInteger warnings = new AtomicInteger();
  private final Queue<String> defects = new ConcurrentLinkedQueue<>();

  Crowd(int threads) {
    group = new NioEventLoopGroup(threads, new DefaultThreadFactory(THREADS));
  }

  /** Starts one pool; each member joins through the first one, one after the other. */
  void addPool(int members) {
    String address = "127.72.%d.1:0".formatted(pools.size() + 1);
    var pool = new ArrayList<Serf>();
    pools.add(pool);
    for (int i = 0; i < members; i++) {
      Serf serf =
          Serf.create(
              SerfConfig.lan()
                  .name("p%d-m%d".formatted(pools.size(), i))
                  .bind(address)
                  .tag("role", "crowd")
                  .eventLoopGroup(group)
                  .identities(identities)
                  .log(this::listen));
      pool.add(serf);
      Members.join(serf, pool.getFirst());
    }
  }

  private void listen(Level level, Supplier<String> message) {
    // Only counted: a crowd on a busy machine has much to say.
    if (level.compareTo(Level.WARN) >= 0) {
      warnings.incrementAndGet();
      String line = message.get();
      if (line.contains("internal error")) {
        defects.add(line);
      }
    }
  }

  List<Serf> members() {
    return pools.stream().flatMap(List::stream).toList();
  }

  /** How many pairs of members of one pool do not see each other as alive. */
  long missing() {
    long missing = 0;
    for (List<Serf> pool : pools) {
      for (Serf serf : pool) {
        missing += pool.size() - serf.members().stream().filter(SerfMember::isAlive).count();
      }
    }
    return missing;
  }

  /** How many {@link #missing} would be if nobody knew anybody. */
  long pairs() {
    return pools.stream().mapToLong(pool -> (long) pool.size() * pool.size()).sum();
  }

  /** How often members warned of something. */
  int warnings() {
    return warnings.get();
  }

  /** What no surroundings may bring about. */
  List<String> defects() {
    return List.copyOf(defects);
  }

  /** Closes the members, 50 at a time, and leaves the group running. */
  void closeMembers() {
    try (ExecutorService closers = Executors.newFixedThreadPool(50, Thread.ofVirtual().factory())) {
      List<Future<?>> closing = new ArrayList<>();
      members().forEach(serf -> closing.add(closers.submit(serf::close)));
      for (Future<?> future : closing) {
        future.get();
      }
    } catch (Exception e) {
      throw new AssertionError("a member could not be closed", e);
    }
    pools.clear();
  }

  @Override
  public void close() {
    closeMembers();
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
