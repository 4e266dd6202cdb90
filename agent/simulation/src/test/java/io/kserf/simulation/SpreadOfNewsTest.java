package io.kserf.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.Address;
import io.kserf.swim.JoinTarget;
import io.kserf.swim.Keyring;
import io.kserf.swim.Pacing;
import io.kserf.swim.SwimConfig;
import io.kserf.swim.SwimConfig.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long it takes until everybody knows of a join, by the pacing that all members have. */
class SpreadOfNewsTest {
  private static final int SIZE = 60;
  private static final int JOINS = 10;

  @Test
  void newsThatDoesNotWaitForTicksIsEverywhereInAThirdOfTheTime() {
    assertThat(medianMillisUntilAllKnow(Pacing.AHEAD))
        .isLessThan(medianMillisUntilAllKnow(Pacing.SERF) / 3);
  }

  /** Not the mean: now and then somebody is missed, and hears by push/pull, whatever the pacing. */
  private static int medianMillisUntilAllKnow(Pacing pacing) {
    var pool = new BarePool(1, pacing);
    pool.form(SIZE);
    return IntStream.range(0, JOINS)
        .map(join -> pool.millisUntilAllKnowOfAJoin())
        .sorted()
        .skip(JOINS / 2)
        .findFirst()
        .orElseThrow();
  }

  private static final class BarePool {
    private final VirtualNetwork network;
    private final Pacing pacing;
    private final List<VirtualHost<SwimProcess>> hosts = new ArrayList<>();

    BarePool(long seed, Pacing pacing) {
      this.network = new VirtualNetwork(seed);
      this.pacing = pacing;
    }

    void form(int size) {
      for (int i = 0; i < size; i++) {
        join();
        network.time().run(Duration.ofMillis(20));
      }
      // Not after each datagram: to ask everybody takes longer than the run.
      for (int second = 0; !isComplete(); second++) {
        network.time().run(Duration.ofSeconds(1));
        assertThat(second).as("seconds until all know each other").isLessThan(120);
      }
    }

    private VirtualHost<SwimProcess> join() {
      int number = hosts.size();
      String name = "m" + number;
      var address = Address.ipv4(10, 0, number >>> 8, number & 0xff, 7946);
      var config = SwimConfig.of(Profile.LAN, name, address).withPacing(pacing);
      var host =
          network.host(name, address, self -> new SwimProcess(self, config, Keyring.disabled()));
      hosts.add(host);
      host.start();
      var seed = new JoinTarget("", hosts.getFirst().address());
      host.process().swim().join(List.of(seed), new Outcome<>());
      return host;
    }

    private boolean isComplete() {
      return hosts.stream().allMatch(h -> h.process().swim().livingCount() == hosts.size());
    }

    int millisUntilAllKnowOfAJoin() {
      // What was said before is over, and nothing is piggybacked any more.
      network.time().run(Duration.ofSeconds(10));
      String newcomer = join().name();
      int millis = 0;
      while (!hosts.stream().allMatch(h -> h.process().swim().member(newcomer) != null)) {
        network.time().run(Duration.ofMillis(1));
        millis++;
        assertThat(millis).as("%s is known by all", newcomer).isLessThan(60_000);
      }
      return millis;
    }
  }
}
