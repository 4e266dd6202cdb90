package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SerfSettingsTest {
  private static final SerfSettings AGENT = SerfSettings.agent(Map.of());
  private static final SerfSettings LIBRARY = SerfSettings.library(Map.of());

  @Test
  void theDefaultsAreSerfs() {
    for (SerfSettings settings : List.of(AGENT, LIBRARY)) {
      assertThat(settings.broadcastTimeout()).isEqualTo(Duration.ofSeconds(5));
      assertThat(settings.leavePropagateDelay()).isEqualTo(Duration.ofSeconds(1));
      assertThat(settings.reapInterval()).isEqualTo(Duration.ofSeconds(15));
      assertThat(settings.reconnectInterval()).isEqualTo(Duration.ofSeconds(30));
      assertThat(settings.reconnectTimeout()).isEqualTo(Duration.ofHours(24));
      assertThat(settings.tombstoneTimeout()).isEqualTo(Duration.ofHours(24));
      assertThat(settings.recentIntentTimeout()).isEqualTo(Duration.ofMinutes(5));
      assertThat(settings.flapTimeout()).isEqualTo(Duration.ofSeconds(60));
      assertThat(settings.userEventSizeLimit()).isEqualTo(512);
      assertThat(settings.querySizeLimit()).isEqualTo(1024);
      assertThat(settings.queryResponseSizeLimit()).isEqualTo(1024);
      assertThat(settings.nameConflictResolution()).isTrue();
      assertThat(settings.coordinates()).isTrue();
    }
  }

  @Test
  void anAgentCoalescesForThreeSecondsUntilOneIsQuietAndALibraryDoesNot() {
    assertThat(AGENT.coalescePeriod()).isEqualTo(Duration.ofSeconds(3));
    assertThat(AGENT.quiescentPeriod()).isEqualTo(Duration.ofSeconds(1));
    assertThat(AGENT.userCoalescePeriod()).isEqualTo(Duration.ofSeconds(3));
    assertThat(AGENT.userQuiescentPeriod()).isEqualTo(Duration.ofSeconds(1));
    assertThat(LIBRARY.coalescePeriod()).isZero();
    assertThat(LIBRARY.userCoalescePeriod()).isZero();
  }
}
