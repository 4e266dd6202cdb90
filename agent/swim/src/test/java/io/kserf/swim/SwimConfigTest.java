package io.kserf.swim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.SwimConfig.Profile;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Members of one pool that time things differently would call each other failed. */
class SwimConfigTest {
  private static SwimConfig config(Profile profile) {
    return SwimConfig.of(profile, "self", Instance.ADDRESS);
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  @ParameterizedTest
  @CsvSource({
    "LAN,   1000, 500, 3, 4, 30000, 10000",
    "WAN,   5000, 3000, 3, 6, 60000, 30000",
    "LOCAL, 1000, 200, 1, 3, 15000, 1000"
  })
  void eachProfileDetectsFailuresInSerfsTime(
      Profile profile,
      long probeInterval,
      long probeTimeout,
      int indirectChecks,
      int suspicionMult,
      long pushPullInterval,
      long tcpTimeout) {
    SwimConfig config = config(profile);

    assertThat(config.timing().probeInterval()).isEqualTo(millis(probeInterval));
    assertThat(config.timing().probeTimeout()).isEqualTo(millis(probeTimeout));
    assertThat(config.timing().indirectChecks()).isEqualTo(indirectChecks);
    assertThat(config.timing().suspicionMult()).isEqualTo(suspicionMult);
    assertThat(config.timing().pushPullInterval()).isEqualTo(millis(pushPullInterval));
    assertThat(config.timing().tcpTimeout()).isEqualTo(millis(tcpTimeout));
  }

  @ParameterizedTest
  @CsvSource({"LAN, 200, 3, 4, 30000", "WAN, 500, 4, 4, 60000", "LOCAL, 100, 3, 2, 15000"})
  void eachProfileGossipsInSerfsTime(
      Profile profile,
      long gossipInterval,
      int gossipNodes,
      int retransmitMult,
      long gossipToTheDeadTime) {
    SwimConfig config = config(profile);

    assertThat(config.timing().gossipInterval()).isEqualTo(millis(gossipInterval));
    assertThat(config.timing().gossipNodes()).isEqualTo(gossipNodes);
    assertThat(config.timing().retransmitMult()).isEqualTo(retransmitMult);
    assertThat(config.timing().gossipToTheDeadTime()).isEqualTo(millis(gossipToTheDeadTime));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsTheSameInEveryProfileIsSerfs(Profile profile) {
    SwimConfig config = config(profile);

    assertThat(config.timing().suspicionMaxTimeoutMult()).isEqualTo(6);
    assertThat(config.timing().awarenessMaxMultiplier()).isEqualTo(8);
    assertThat(config.framing().udpBufferSize()).isEqualTo(1400);
    assertThat(config.framing().compression()).isTrue();
    assertThat(config.timing().tcpPings()).isTrue();
    assertThat(config.timing().deadNodeReclaimTime()).isZero();
    assertThat(config.framing().label()).isEmpty();
    assertThat(config.versions()).containsExactly(1, 5, 2, 2, 5, 5);
  }
}
