package io.kserf.playground;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PathMapTest {
  private final PathMap paths =
      PathMap.EMPTY.with("/etc/kserf", "/tmp/a").with("/etc/kserf/rpc/", "/tmp/b");

  @Test
  void aPathBelowAMountIsRewritten() {
    assertThat(paths.rewrite("/etc/kserf/config/agent.json")).isEqualTo("/tmp/a/config/agent.json");
    assertThat(paths.rewrite("/etc/kserf")).isEqualTo("/tmp/a");
  }

  @Test
  void theInnermostMountWins() {
    assertThat(paths.rewrite("/etc/kserf/rpc/rpc.json")).isEqualTo("/tmp/b/rpc.json");
  }

  @Test
  void theValueOfAFlagIsRewritten() {
    assertThat(paths.rewrite("-config-dir=/etc/kserf/config"))
        .isEqualTo("-config-dir=/tmp/a/config");
  }

  @Test
  void anythingElseStaysAsItIs() {
    assertThat(paths.rewrite("/etc/kserfish")).isEqualTo("/etc/kserfish");
    assertThat(paths.rewrite("cat /etc/kserf/config")).isEqualTo("cat /etc/kserf/config");
  }
}
