package io.kserf.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.JoinTarget;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Five minutes of everything at once, then peace: whatever happened, everybody has to find
 * everybody again. Every build runs the same few seeds. {@code -Dkserf.seeds=1000-1999} runs
 * others; a seed that fails is named by the test's name, and is added to {@link #KNOWN} with its
 * repair.
 */
class ChaosTest {
  private static final int SIZE = 12;
  private static final String EVERY_BUILD = "1-8";

  static LongStream seeds() {
    String[] bounds = System.getProperty("kserf.seeds", EVERY_BUILD).split("-", 2);
    return LongStream.rangeClosed(
        Long.parseLong(bounds[0]), Long.parseLong(bounds[bounds.length - 1]));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void afterAnyTroubleEverybodyFindsEverybodyAgain(long seed) {
    assertFindEachOther(new SerfPool(seed, SIZE), ChaosTest::restart);
  }

  /** Who failed is soon forgotten, and a restarted agent is told nothing but its seeds. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void withSeedsTheyDoSoAlthoughTheyForgetEachOther(long seed) {
    var pool = new SerfPool(seed, SIZE);
    var minute = Duration.ofMinutes(1);
    pool.setSerfSettings(settings -> settings.withMemory(minute, minute));
    assertFindEachOther(pool, ChaosTest::restartWithSeeds);
  }

  private static void assertFindEachOther(SerfPool pool, Restart restart) {
    pool.form(Duration.ofMillis(100));
    var random = pool.network().random();
    for (int i = 0; i < 100; i++) {
      trouble(pool, random, restart);
      pool.run(Duration.ofMillis(random.nextInt(6_000)));
    }
    pool.network().heal();
    pool.network().setConditions(Conditions.lan());
    for (var host : pool.hosts()) {
      if (!host.isRunning()) {
        restart.of(pool, host);
      }
    }
    assertThat(pool.runUntilViewsAgree(Duration.ofMinutes(15)))
        .as(() -> "views after peace:\n" + String.join("\n", pool.network().trace().lines()))
        .isTrue();
  }

  /** How a supervisor starts what has crashed. */
  private interface Restart {
    void of(SerfPool pool, VirtualHost<SerfProcess> host);
  }

  private static void trouble(SerfPool pool, RandomGenerator random, Restart restart) {
    var host = pool.host(random.nextInt(SIZE));
    switch (random.nextInt(7)) {
      case 0 -> pool.network().heal();
      case 1 -> {
        int cut = random.nextInt(SIZE);
        pool.network().partition(pool.hosts().subList(0, cut));
      }
      case 2 ->
          pool.network()
              .setConditions(Conditions.lan().withLoss(random.nextDouble(0.4)).withDelayed(0.1));
      case 3 -> pool.network().sever(host, pool.host(random.nextInt(SIZE)));
      case 4 -> {
        if (host.isRunning()) {
          host.pause(Duration.ofMillis(random.nextInt(10_000)));
        }
      }
      default -> {
        if (host.isRunning()) {
          host.crash();
        } else {
          restart.of(pool, host);
        }
      }
    }
  }

  private static void restartWithSeeds(SerfPool pool, VirtualHost<SerfProcess> host) {
    List<JoinTarget> seeds =
        pool.hosts().subList(0, 3).stream()
            .map(seed -> new JoinTarget("", seed.address()))
            .toList();
    host.start().serf().seeds(found -> found.accept(seeds));
  }

  /** As a supervisor does it: with all the others as seeds, most of which may be down. */
  private static void restart(SerfPool pool, VirtualHost<SerfProcess> host) {
    host.start();
    List<VirtualHost<SerfProcess>> others =
        pool.hosts().stream().filter(other -> other != host).toList();
    pool.join(host, others);
  }
}
