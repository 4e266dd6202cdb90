package io.kserf.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.playground.StandInOptions.StandInNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandInOptionsTest {
  @Test
  void eachNodeGetsAnAddressForItsPods() {
    var options =
        StandInOptions.parse(
            List.of(
                "--kubeconfig",
                "k",
                "--state",
                "s",
                "--node",
                "a=127.0.10.1",
                "--node",
                "b=127.0.10.2"));

    assertThat(options.nodes())
        .containsExactly(
            new StandInNode("a", "127.0.10.1", "192.0.2.1"),
            new StandInNode("b", "127.0.10.2", "192.0.2.2"));
  }

  @Test
  void whatIsMissingOrUnknownIsNamed() {
    assertThatThrownBy(() -> StandInOptions.parse(List.of("--state", "s")))
        .hasMessageContaining("--kubeconfig");
    assertThatThrownBy(() -> StandInOptions.parse(List.of("--stat", "s")))
        .hasMessageContaining("'--stat'");
    assertThatThrownBy(() -> StandInOptions.parse(List.of("--node", "a")))
        .hasMessageContaining("NAME=VALUE");
  }
}
